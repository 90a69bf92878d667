using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>
/// Compares the Azure CLI's own health check with ours, on the same faults. With ACRHEALTH_WRITE_PARITY, what was seen is written to
/// docs/parity.md.
/// </summary>
public sealed class ParityTests(ComparedRun run) : IClassFixture<ComparedRun>
{
    public static TheoryData<string> Names => [.. Comparisons.All.Select(comparison => comparison.Name)];

    public static TheoryData<string> NamesByChance =>
        [.. Comparisons.All.Where(comparison => comparison.AzGivesOneOf.Count > 0).Select(comparison => comparison.Name)];

    private static bool IsTableWritten => Environment.GetEnvironmentVariable("ACRHEALTH_WRITE_PARITY") is { Length: > 0 };

    [Fact]
    public async Task The_Azure_CLI_finds_the_healthy_registry_and_passes_every_step_with_it()
    {
        AzureCliOutcome az = (await run.RowAsync(Fault.Healthy.Name)).Az;

        string server = run.Azure.Healthy.LoginServer;
        Assert.True(az.Passed($"DNS lookup to {server} at IP 127.0.0.1"), az.Said);
        Assert.True(az.Passed($"Challenge endpoint https://{server}/v2/"), az.Said);
        Assert.True(az.Passed($"Fetch refresh token for registry '{server}'"), az.Said);
        Assert.True(az.Passed($"Fetch access token for registry '{server}'"), az.Said);
        Assert.Empty(az.Codes);
        Assert.Null(az.Exception);
        Assert.False(az.IsHeld);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AcrHealth_gives_exactly_the_documented_code(string name)
    {
        ComparedRow row = await run.RowAsync(name);

        Assert.Equal(row.Comparison.Code is { } code ? [code] : [], row.OurCodes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_difference_from_the_Azure_CLI_has_a_declared_reason(string name)
    {
        ComparedRow row = await run.RowAsync(name);

        Assert.True(row.AreAlike == row.Comparison.Difference is null, row.Az.Said);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_Azure_CLI_completes_all_its_checks_or_crashes_or_hangs(string name)
    {
        AzureCliOutcome az = (await run.RowAsync(name)).Az;

        Assert.True(az.IsComplete ^ (az.Exception is not null) ^ (az.AzureError is not null) ^ az.IsHeld, az.Said);
        Assert.Equal(Comparisons.Of(name).HoldsAz, az.IsHeld);
    }

    [Theory]
    [MemberData(nameof(NamesByChance))]
    public async Task If_timing_decides_the_Azure_CLI_gives_one_of_the_declared_codes(string name)
    {
        ComparedRow row = await run.RowAsync(name);

        Assert.Contains(Assert.Single(row.Az.Codes), row.Comparison.AzGivesOneOf);
    }

    [Fact]
    public async Task We_never_connect_to_the_hosts_that_the_Azure_CLI_sends_its_token_to()
    {
        IReadOnlyList<ComparedRow> rows = await run.RowsAsync();

        Assert.Equal(["redirect", "realm-elsewhere", "realm-http", "refresh-redirect", "access-redirect"], rows.Where(row => row.TokenAzGaveAway is not null).Select(row => row.Comparison.Name));

        // The host of the layers is another one, and gets a link and no token.
        Assert.All(
            rows.Where(row => row.Comparison.Parameters.Length == 0 && row.Comparison.Code != "DATA_ENDPOINT_ERROR"), row => Assert.Equal(0, row.OurConnectionsElsewhere));
    }

    [Fact]
    public async Task The_table_in_the_documentation_says_what_was_seen()
    {
        IReadOnlyList<ComparedRow> rows = await run.RowsAsync();
        string path = Path.Combine(ModuleEngine.RepositoryRoot, "docs", "parity.md");
        string before = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

        string table = ParityTable.Write(rows, before);
        if (IsTableWritten)
        {
            await File.WriteAllTextAsync(path, table, TestContext.Current.CancellationToken);
        }

        Assert.All(Comparisons.All, comparison => Assert.Contains($"\n| {comparison.Name} |", table, StringComparison.Ordinal));
        Assert.Equal(ParityTable.WithoutTimes(before), ParityTable.WithoutTimes(table));
    }
}
