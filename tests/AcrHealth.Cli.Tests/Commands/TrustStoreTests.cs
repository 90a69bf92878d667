using AcrHealth.Cli.Tests.Support;
using AcrHealth.Testing;

namespace AcrHealth.Cli.Tests.Commands;

/// <summary>The machine's trust store, which the program reads in place of the runtime.</summary>
public sealed class TrustStoreTests(SimulatedAzure simulated) : IDisposable
{
    private readonly TemporaryDirectory _machine = new();

    [Fact]
    public async Task A_registry_whose_authority_is_in_the_file_is_trusted()
    {
        CliOutcome outcome = await TestAsync(("SSL_CERT_FILE", simulated.Authority), ("SSL_CERT_DIR", _machine.Make("none")));

        Assert.True(outcome.ExitCode == 0, outcome.All);
    }

    [Fact]
    public async Task A_registry_whose_authority_is_in_a_directory_is_trusted()
    {
        File.Copy(simulated.Authority, Path.Combine(_machine.Make("own"), "own.crt"));

        CliOutcome outcome = await TestAsync(("SSL_CERT_FILE", _machine.Write("none.pem", string.Empty)), ("SSL_CERT_DIR", $"{_machine.Make("none")}:{_machine.Under("own")}"));

        Assert.True(outcome.ExitCode == 0, outcome.All);
    }

    // Without the variables, OpenSSL's own store of this machine is read, which does not have it.
    [Fact]
    public async Task A_registry_whose_authority_is_in_neither_is_not_trusted()
    {
        CliOutcome outcome = await TestAsync(("SSL_CERT_FILE", null), ("SSL_CERT_DIR", null));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("which this machine does not know", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_authorities_is_said_to_have_none()
    {
        CliOutcome outcome = await TestAsync(("SSL_CERT_FILE", _machine.Write("none.pem", string.Empty)), ("SSL_CERT_DIR", _machine.Make("none")));

        Assert.Contains("This machine trusts no CA at all", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_that_are_started_get_the_variables_of_the_caller()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program is a shell script.");
        _machine.Script("docker", $"echo \"$SSL_CERT_FILE\" > '{_machine.Under("seen")}'; echo 'Docker version 28.2.2, build e6534b4'");

        CliOutcome outcome = await CliProgram.Portable.RunAsync(
            ["test", "--check", "Tls", "DockerVersion", "--force", "--", simulated.Azure["healthy"].LoginServer],
            variables: [new("SSL_CERT_FILE", simulated.Authority), new("PATH", $"{_machine.Path}:/usr/bin:/bin")]);

        Assert.True(outcome.ExitCode == 0, outcome.All);
        Assert.Equal(simulated.Authority, File.ReadAllText(_machine.Under("seen")).Trim());
    }

    public void Dispose() => _machine.Dispose();

    private Task<CliOutcome> TestAsync(params (string Name, string? Value)[] store)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "OpenSSL's store is read on Linux.");
        return CliProgram.Portable.RunAsync(
            ["test", "--check", "Tls", "--output", "markdown", "--", simulated.Azure["healthy"].LoginServer],
            variables: store.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
    }
}
