using System.Collections;
using System.Globalization;
using System.Management.Automation;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Signing in by the programs that people sign in to: az, azd, pwsh, and those of Visual Studio.</summary>
[Trait("Suite", "Long")]
[Collection(nameof(EnvironmentVariables))]
public sealed class SignInProgramTests : IDisposable
{
    private static readonly string[] Programs = ["az", "azd", "pwsh"];

    private readonly Simulated _simulated;
    private readonly TemporaryDirectory _directory = new();
    private readonly EnvironmentScope _variables;

    public SignInProgramTests(Simulated simulated)
    {
        Assert.SkipUnless(ShellProgram.CanRun, "The programs of these tests are scripts of the Bourne shell.");
        _simulated = simulated;
        _variables = new(
            ("AZURE_AUTHORITY_HOST", Azure.Identity.AuthorityHost.AbsoluteUri),
            ("AZURE_TENANT_ID", null),
            ("AZURE_CLIENT_ID", null),
            ("AZURE_CLIENT_SECRET", null),
            ("AZURE_TOKEN_CREDENTIALS", "dev"),
            ("HOME", _directory),
            ("PATH", $"{_directory}:/usr/bin:/bin"));

        // The real ones of this machine must not answer.
        foreach (string program in Programs)
        {
            Write(program, "exit 1");
        }
    }

    private AzureSimulator Azure => _simulated.Azure;

    [Theory]
    [InlineData("az", "AzureCliCredential", "account get-access-token --output json --resource https://containerregistry.azure.net --tenant some-tenant")]
    [InlineData("azd", "AzureDeveloperCliCredential", "auth token --output json --no-prompt --scope https://containerregistry.azure.net/.default --tenant-id some-tenant")]
    [InlineData("pwsh", "AzurePowerShellCredential", "-NoProfile -NonInteractive -EncodedCommand ")]
    public void The_token_of_a_program_signs_in(string program, string source, string arguments)
    {
        WriteToken(program);
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = _simulated.CheckOnly(engine, Azure.Healthy.LoginServer, "-TenantId some-tenant");

        Assert.All(outcome.Results, result => Assert.Equal("Passed", result.Status));
        Assert.Equal(source, outcome.Check("Credential").DetailOf("Source"));
        Assert.StartsWith(arguments, File.ReadAllText(Path.Combine(_directory, program + ".arguments")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_token_of_Visual_Studios_provider_signs_in()
    {
        WriteToken("provider");
        string folder = Directory.CreateDirectory(Path.Combine(_directory, ".IdentityService", "AzureServiceAuth")).FullName;
        File.WriteAllText(
            Path.Combine(folder, "tokenprovider.json"),
            $$"""{"TokenProviders":[{"Path":"/no/such/program","Arguments":[],"Preference":1},{"Path":"{{_directory}}/provider","Arguments":["get"],"Preference":2}]}""");
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = _simulated.CheckOnly(engine, Azure.Healthy.LoginServer, string.Empty);

        Assert.Equal("VisualStudioCredential", outcome.Check("Credential").DetailOf("Source"));
        Assert.Equal("get --resource https://containerregistry.azure.net\n", File.ReadAllText(Path.Combine(_directory, "provider.arguments")));
    }

    [Theory]
    [InlineData("AzureCliCredential", "az")]
    [InlineData(" azuredeveloperclicredential ", "azd")]
    [InlineData("AZUREPOWERSHELLCREDENTIAL", "pwsh")]
    public void The_variable_chooses_one_program(string choice, string program)
    {
        using var _ = new EnvironmentScope(("AZURE_TOKEN_CREDENTIALS", choice));
        using var engine = new ModuleEngine();
        foreach (string other in Programs)
        {
            Write(other, $"echo $0 >> {_directory}/ran; exit 1");
        }

        ScriptOutcome outcome = _simulated.CheckOnly(engine, Azure.Healthy.LoginServer, "-Check Credential");

        Assert.Single(Attempts(outcome));
        Assert.Equal([Path.Combine(_directory, program)], File.ReadAllLines(Path.Combine(_directory, "ran")).Distinct());
    }

    [Fact]
    public void Programs_are_asked_in_turn_and_each_says_why_it_has_no_token()
    {
        Write("az", "echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1");
        Write("pwsh", "echo NoAzAccountModule");
        Write("azd", "echo '{\"token\": 5}'");
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = _simulated.CheckOnly(engine, Azure.Healthy.LoginServer, "-Check Credential");

        Assert.Equal(
            [
                ("VisualStudioCredential", $"Visual Studio Token provider file not found at {_directory}/.IdentityService/AzureServiceAuth/tokenprovider.json"),
                ("AzureCliCredential", "Please run 'az login' to set up account"),
                ("AzurePowerShellCredential", "Az.Accounts module >= 2.2.0 is not installed."),
                ("AzureDeveloperCliCredential", "Azure Developer CLI did not return a token."),
            ],
            Attempts(outcome));
    }

    // A tenant without a service principal for registries gives no token for them, but one for Resource Manager.
    [Fact]
    public void Where_the_tenant_does_not_know_the_resource_the_program_is_asked_for_Resource_Managers()
    {
        WriteToken("az", "case \"$*\" in *containerregistry*) echo 'ERROR: AADSTS500011: The resource principal was not found.' >&2; exit 1;; esac; ");
        using var engine = new ModuleEngine();

        Assert.Equal("AzureCliCredential", _simulated.CheckOnly(engine, Azure.Healthy.LoginServer, string.Empty).Check("Credential").DetailOf("Source"));
    }

    [Theory]
    [InlineData("az")]
    [InlineData("azd")]
    [InlineData("pwsh")]
    public async Task A_program_that_hangs_ends_with_its_descendants_and_is_named(string program)
    {
        Write(program, $"trap '' TERM; (setsid sh -c 'echo $$ >> {_directory}/pids; exec sleep 300' &); sh -c 'echo $$ >> {_directory}/pids; sleep 300; :' & echo $$ >> {_directory}/pids; wait");
        using var engine = new ModuleEngine();

        ScriptOutcome outcome = _simulated.CheckOnly(engine, Azure.Healthy.LoginServer, "-Check Credential -TimeoutSeconds 10");

        Assert.Equal("CONNECTIVITY_REFRESH_TOKEN_ERROR", outcome.Check("Credential").ErrorCode);
        Assert.Contains(Attempts(outcome), attempt => attempt.Message.Contains("timed out", StringComparison.Ordinal));
        int[] processes = [.. File.ReadAllLines(Path.Combine(_directory, "pids")).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
        Assert.Equal(3, processes.Length);
        await Eventually.HoldsAsync(() => !Array.Exists(processes, ChildProcesses.IsRunning));
    }

    [Fact]
    public void Nothing_is_loaded_from_the_current_directory()
    {
        WriteToken("az", $"pwd > {_directory}/where; ");
        using var engine = new ModuleEngine();

        _simulated.CheckOnly(engine, Azure.Healthy.LoginServer, string.Empty);

        Assert.EndsWith("/bin\n", File.ReadAllText(Path.Combine(_directory, "where")), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _variables.Dispose();
        _directory.Dispose();
    }

    private static (string Source, string Message)[] Attempts(ScriptOutcome outcome) =>
        [.. ((IEnumerable)outcome.Check("Credential").DetailOf("Attempts")!).Cast<object>().Select(PSObject.AsPSObject)
            .Select(attempt => ((string)attempt.Properties["Source"].Value, (string)attempt.Properties["Message"].Value))];

    private void WriteToken(string program, string before = "")
    {
        string token = Azure.Identity.IssueEntraToken(TimeSpan.FromHours(1));
        DateTimeOffset end = DateTimeOffset.UtcNow.AddHours(1);
        string output = program switch
        {
            "az" => $$"""{"accessToken":"{{token}}","expires_on":{{end.ToUnixTimeSeconds()}}}""",
            "azd" => $$"""{"token":"{{token}}","expiresOn":"{{end:O}}"}""",
            "pwsh" => $"""<Object Type="System.Management.Automation.PSCustomObject"><Property Name="Token" Type="System.String">{token}</Property><Property Name="ExpiresOn" Type="System.Int64">{end.Ticks}</Property></Object>""",
            _ => $$"""{"access_token":"{{token}}","expires_on":"{{end:O}}"}""",
        };
        Write(program, $"{before}echo \"$*\" > {_directory}/{program}.arguments; echo '{output}'");
    }

    private void Write(string program, string script)
    {
        if (ShellProgram.CanRun)
        {
            ShellProgram.Write(_directory, program, script);
        }
    }
}
