using System.CommandLine;
using AcrHealth.Cli.Commands;
using AcrHealth.Cli.Tests.Support;

namespace AcrHealth.Cli.Tests.Commands;

/// <summary>Secrets come from standard input, a file descriptor or a variable, and never from the command line.</summary>
public sealed class SecretTests(SimulatedAzure simulated)
{
    private string[] Check => simulated.Test(["healthy"], "--check", "AccessToken", "--output", "jsonl");

    [Theory]
    [InlineData("password", "stdin")]
    [InlineData("password", "fd")]
    [InlineData("password", "variable")]
    [InlineData("access-token", "stdin")]
    [InlineData("access-token", "fd")]
    [InlineData("access-token", "variable")]
    public async Task A_secret_signs_in_from_each_source_and_is_in_no_output(string kind, string source)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && source == "fd", "bash opens the file descriptor.");
        string secret = kind == "password" ? simulated.Azure.Password : simulated.Azure.Identity.IssueEntraToken();
        string[] arguments = [.. Check, "--verbose", .. kind == "password" ? ["--username", simulated.Azure.UserName] : Array.Empty<string>()];
        string variable = kind == "password" ? "ACRHEALTH_PASSWORD" : "ACRHEALTH_ACCESS_TOKEN";

        CliOutcome outcome = source switch
        {
            "stdin" => await CliProgram.Portable.RunAsync([.. arguments, $"--{kind}-stdin"], secret + "\n"),
            "fd" => await Shell.BashAsync($"exec \"$@\" --{kind}-fd 9 9< '{simulated.Write(secret)}'", [CliProgram.Portable.Path, .. CliProgram.Portable.Leading, .. arguments]),
            _ => await CliProgram.Portable.RunAsync(arguments, variables: [KeyValuePair.Create(variable, (string?)secret)]),
        };

        Assert.True(outcome.ExitCode == 0, outcome.All);
        Assert.Contains(outcome.Results, result => result.GetProperty("check").GetString() == "AccessToken" && result.GetProperty("status").GetString() == "Passed");
        Assert.DoesNotContain(secret, outcome.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pull_secret_on_standard_input_signs_in()
    {
        string secret = $$$"""{"auths":{"{{{simulated.Azure["healthy"].LoginServer}}}":{"username":"{{{simulated.Azure.UserName}}}","password":"{{{simulated.Azure.Password}}}"} } }""";

        CliOutcome outcome = await CliProgram.Portable.RunAsync([.. Check, "--pull-secret", "-"], secret);

        Assert.True(outcome.ExitCode == 0, outcome.All);
        Assert.Contains(outcome.Results, result => result.GetProperty("check").GetString() == "AccessToken" && result.GetProperty("status").GetString() == "Passed");
        Assert.DoesNotContain(simulated.Azure.Password, outcome.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pull_secret_that_is_too_long_is_refused_and_not_cut()
    {
        CliOutcome outcome = await CliProgram.Portable.RunAsync([.. Check, "--pull-secret", "-"], "{\"auths\":{}}" + new string(' ', 4 * 1024 * 1024));

        Assert.True(outcome.ExitCode == 2, outcome.All);
        Assert.Contains("4 MiB", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public async Task An_empty_secret_is_refused(string input)
    {
        CliOutcome outcome = await CliProgram.Portable.RunAsync([.. Check, "--username", "me", "--password-stdin"], input);

        Assert.True(outcome.ExitCode == 2, outcome.All);
        Assert.Contains("--password-stdin gave no secret", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_descriptor_that_is_not_open_is_refused()
    {
        CliOutcome outcome = await CliProgram.Portable.RunAsync([.. Check, "--access-token-fd", "77"]);

        Assert.True(outcome.ExitCode == 2, outcome.All);
        Assert.Contains("77", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_option_takes_a_secret()
    {
        using var signals = new StopSignals();
        Option[] options = [.. CommandTree.Create(signals).Subcommands.SelectMany(command => command.Options)];
        Option[] secret = [.. options.Where(option => option.Name.Contains("password", StringComparison.Ordinal) || option.Name.Contains("token", StringComparison.Ordinal) || option.Name.Contains("secret", StringComparison.Ordinal))];

        // The pull secret is in the file that the option names, or comes from standard input.
        secret = [.. secret.Where(option => option.Name != "--pull-secret")];
        Assert.NotEmpty(secret);
        Assert.All(secret, option => Assert.Contains(option.ValueType, (Type[])[typeof(bool), typeof(int?)]));
    }
}
