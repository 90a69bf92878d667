using AcrHealth.Cli.Tests.Support;
using AcrHealth.Testing;

namespace AcrHealth.Cli.Tests.Commands;

/// <summary>The completion scripts, in the shells that they are for.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public CompletionTests()
    {
        // The scripts call the program by its name.
        if (ShellProgram.CanRun)
        {
            ShellProgram.Write(_folder, "acrhealth", $"exec '{CliProgram.Portable.Path}' {string.Join(' ', CliProgram.Portable.Leading.Select(word => $"'{word}'"))} \"$@\"");
        }
    }

    private KeyValuePair<string, string?>[] Variables =>
        [KeyValuePair.Create("PATH", (string?)$"{_folder}:{Environment.GetEnvironmentVariable("PATH")}"), KeyValuePair.Create("HOME", (string?)_folder)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("acrhealth te", "test")]
    [InlineData("acrhealth test contoso --throttle", "--throttle-limit")]
    [InlineData("acrhealth test contoso --check Cl", "ClockSkew")]
    [InlineData("acrhealth test contoso --output j", "json jsonl junit")]
    [InlineData("acrhealth errors DOCKER_D", "DOCKER_DAEMON_ERROR")]
    [InlineData("acrhealth completion z", "zsh")]
    public async Task Bash_completes(string line, string expected)
    {
        string script = $$"""
            eval "$(acrhealth completion bash)"
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}}
            COMP_WORDS=({{line}}) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _acrhealth
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        CliOutcome outcome = await Shell.RunAsync(Installed.OrSkip("bash", "bash"), ["-c", script], Variables);

        Assert.Equal(expected, string.Join(' ', Lines(outcome)));
    }

    [Fact]
    public async Task Zsh_completes()
    {
        // The functions of its line editor are replaced: what the script adds is printed if it begins with the word, as compadd takes it.
        const string Script = """
            compdef() { :; }
            compadd() { shift; print -l -- "${(@M)${(@P)1}:#Cl*}"; }
            eval "$(acrhealth completion zsh)"
            BUFFER='acrhealth test contoso --check Cl' CURSOR=33
            _acrhealth
            """;

        CliOutcome outcome = await Shell.RunAsync(Installed.OrSkip("zsh", "zsh"), ["-f", "-c", Script], Variables);

        Assert.True(Lines(outcome) is ["ClockSkew"], outcome.All);
    }

    [Fact]
    public async Task Fish_completes()
    {
        CliOutcome outcome = await Shell.RunAsync(
            Installed.OrSkip("fish", "fish"), ["--no-config", "-c", "acrhealth completion fish | source; complete --do-complete 'acrhealth test contoso --check Cl'"], Variables);

        Assert.True(Lines(outcome) is ["ClockSkew"], outcome.All);
    }

    [Fact]
    public async Task PowerShell_completes()
    {
        Assert.SkipUnless(ShellProgram.CanRun, "The program is a shell script here.");
        const string Script = """
            acrhealth completion pwsh | Out-String | Invoke-Expression
            (TabExpansion2 'acrhealth test contoso --check Cl' 33).CompletionMatches.CompletionText
            """;

        CliOutcome outcome = await Shell.RunAsync(PowerShellProgram.DotNet, [PowerShellProgram.Assembly, "-NoProfile", "-NonInteractive", "-Command", Script], Variables);

        Assert.True(Lines(outcome) is ["ClockSkew"], outcome.All);
    }

    private static string[] Lines(CliOutcome outcome) => outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
