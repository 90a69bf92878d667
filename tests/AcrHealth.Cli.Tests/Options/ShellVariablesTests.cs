using System.Globalization;
using System.Text.RegularExpressions;
using AcrHealth.Cli.Options;
using AcrHealth.Cli.Tests.Support;
using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Testing;

namespace AcrHealth.Cli.Tests.Options;

/// <summary>Commands for environment variables, as the shells of Linux and macOS take them.</summary>
public sealed partial class ShellVariablesTests
{
    [Theory]
    [InlineData("`$env:HTTPS_PROXY = 'http://<proxy>:<port>'`", "`export HTTPS_PROXY='http://<proxy>:<port>'`")]
    [InlineData("`$env:NO_PROXY += ',a.example'`, then again", "`export NO_PROXY=\"$NO_PROXY,a.example\"`, then again")]
    [InlineData("`$env:NO_PROXY = \"$env:NO_PROXY,a.example\"`", "`export NO_PROXY=\"$NO_PROXY,a.example\"`")]
    [InlineData("`$env:GPG_TTY = $(tty)`", "`export GPG_TTY=$(tty)`")]
    [InlineData(
        "`$env:HTTPS_PROXY = 'http://' + [uri]::EscapeDataString('<user>') + ':' + [uri]::EscapeDataString('<password>') + '@proxy:3128'`",
        "`export HTTPS_PROXY='http://<user>:<password>@proxy:3128'`")]
    [InlineData(
        "`$env:HTTPS_PROXY = \"http://user:$([uri]::EscapeDataString($password))@proxy:3128\"`", "`export HTTPS_PROXY=\"http://user:<password>@proxy:3128\"`")]
    [InlineData("`$env:DOCKER_HOST` or `Remove-Item Env:DOCKER_HOST`", "`echo \"$DOCKER_HOST\"` or `unset DOCKER_HOST`")]
    [InlineData("`Remove-Item Env:https_proxy, Env:HTTPS_PROXY`", "`unset https_proxy HTTPS_PROXY`")]
    [InlineData("`& \"$env:ProgramFiles\\Docker\\Docker\\DockerCli.exe\" -SwitchLinuxEngine`", "`& \"$env:ProgramFiles\\Docker\\Docker\\DockerCli.exe\" -SwitchLinuxEngine`")]
    [InlineData("$env:HTTPS_PROXY is set", "$env:HTTPS_PROXY is set")]
    public void A_command_is_that_of_the_shell(string text, string expected) => Assert.Equal(expected, ShellVariables.ForUnix(text));

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public async Task Every_one_in_our_texts_is_a_command_of_a_shell(string language)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There, texts are for PowerShell.");
        CultureInfo culture = CultureInfo.GetCultureInfo(language);
        string[] texts;
        using (new UICultureScope(culture))
        {
            texts =
            [
                .. FindingCatalog.All.SelectMany(finding => finding.Remedies.Append(finding.Message))
                    .Concat(ReferenceCommands.Render(ErrorCodes.All.SelectMany(code => ErrorReference.Describe(code, [], culture).Remediation)))
                    .Select(text => ShellVariables.ForUnix(Variable().Replace(text, "HTTPS_PROXY"))),
            ];
        }

        string[] commands = [.. texts.SelectMany(text => Command().Matches(text).Select(match => match.Groups["line"].Value)).Distinct()];

        Assert.DoesNotContain(texts, text => text.Contains("$env:", StringComparison.Ordinal) && !text.Contains("ProgramFiles", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains("[uri]", StringComparison.Ordinal) || text.Contains("Remove-Item Env:", StringComparison.Ordinal));
        Assert.True(commands.Length > 20, $"Only {commands.Length} commands were found.");
        CliOutcome outcome = await Shell.RunAsync("/bin/sh", ["-e", "-c", string.Join('\n', commands)], []);
        Assert.True(outcome.ExitCode == 0 && outcome.Error.Length == 0, outcome.All);
    }

    [GeneratedRegex(@"\{(variable|remove)\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"`(?<line>(export|unset|echo ""\$)[^`]*)`")]
    private static partial Regex Command();
}
