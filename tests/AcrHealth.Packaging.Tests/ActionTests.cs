using System.Text.RegularExpressions;
using System.Xml.Linq;
using AcrHealth.Simulator;
using AcrHealth.Testing;
using YamlDotNet.RepresentationModel;

namespace AcrHealth.Packaging.Tests;

/// <summary>The GitHub Action at the top of the repository: its form, and its script step as a runner executes it, against the simulator.</summary>
[Trait("Suite", "Long")]
public sealed partial class ActionTests(Packages packages)
{
    private const string Checks = "LoginServer, Dns, Tls, Challenge, ClockSkew";

    [Fact]
    public void It_is_composite_and_every_input_and_output_is_used()
    {
        YamlMappingNode action = Action();
        string text = File.ReadAllText(Path.Combine(Sources.Root, "action.yml"));

        Assert.Equal("composite", action["runs"]["using"].ToString());
        string[] inputs = [.. Map(action["inputs"]).Children.Keys.Select(key => key.ToString())];
        Assert.Equal(inputs.Order(StringComparer.Ordinal), InputName().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
        Assert.All(Map(action["inputs"]).Children.Values.Concat(Map(action["outputs"]).Children.Values), entry => Assert.EndsWith(".", entry["description"].ToString(), StringComparison.Ordinal));
        string[] given = [.. OutputName().Matches(File.ReadAllText(Path.Combine(Sources.Root, ".github", "action", "Test-Registries.ps1"))).Select(match => match.Groups[1].Value)];
        Assert.Equal(given.Order(StringComparer.Ordinal), Map(action["outputs"]).Children.Keys.Select(key => key.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_input_is_pasted_into_a_script_and_no_action_of_others_changes_unseen()
    {
        Assert.All(Steps().Where(step => step.Children.ContainsKey("run")), step =>
        {
            Assert.Equal("pwsh", step["shell"].ToString());
            Assert.DoesNotContain("${{", step["run"].ToString(), StringComparison.Ordinal);
        });
        YamlMappingNode upload = Assert.Single(Steps(), step => step.Children.ContainsKey("uses"));
        Assert.Matches("^actions/upload-artifact@[0-9a-f]{40}$", upload["uses"].ToString());
        // A report of failures is what it is for.
        Assert.Contains("!cancelled()", upload["if"].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("healthy", "failed", "Passed", 0)]
    [InlineData("healthy", "warning", "Passed", 0)]
    [InlineData("drifting-clock", "failed", "Warning", 0)]
    [InlineData("drifting-clock", "Warning", "Warning", 1)]
    [InlineData("drifting-clock", "never", "Warning", 0)]
    [InlineData("forbidden", "failed", "Failed", 1)]
    [InlineData("forbidden", "never", "Failed", 0)]
    public async Task It_fails_as_it_is_told_and_publishes_in_any_case(string fault, string failOn, string status, int exitCode)
    {
        await using AzureSimulator simulator = await AzureSimulator.StartAsync(new() { Faults = fault == "healthy" ? [] : [fault] }, TestContext.Current.CancellationToken);
        string server = simulator[fault].LoginServer;

        Run run = await RunAsync(simulator, ("registry", $"{simulator.Healthy.LoginServer}, {server}"), ("check", Checks), ("fail-on", failOn));

        Assert.Equal((exitCode, status), (run.ExitCode, run.Output("status")));
        XElement report = XDocument.Load(run.Output("report")).Root!;
        Assert.Equal(status == "Failed", report.Descendants("failure").Any());
        Assert.Equal(status == "Failed" ? "1" : "0", run.Output("failed"));
        Assert.Equal(status == "Warning" ? "1" : "0", run.Output("warnings"));
        Assert.Contains(server, run.Summary, StringComparison.Ordinal);
        string title = $" title={server.Replace(":", "%3A", StringComparison.Ordinal)} ";
        Assert.Equal(status == "Failed", run.Log.Contains("::error" + title, StringComparison.Ordinal));
        Assert.Equal(status == "Warning", run.Log.Contains("::warning" + title, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_registry_that_cannot_be_checked_fails_it_and_costs_no_results()
    {
        await using AzureSimulator simulator = await AzureSimulator.StartAsync(ct: TestContext.Current.CancellationToken);

        Run run = await RunAsync(simulator, ("registry", $"ab\n{simulator.Healthy.LoginServer}"), ("check", Checks), ("report-path", "made/for/it.xml"));

        Assert.Equal((1, "Failed", "0"), (run.ExitCode, run.Output("status"), run.Output("failed")));
        Assert.Contains("::error title=AcrHealth::", run.Log, StringComparison.Ordinal);
        Assert.Contains(simulator.Healthy.LoginServer, run.Summary, StringComparison.Ordinal);
        Assert.Contains("- \u2717 'ab'", run.Summary, StringComparison.Ordinal);
        Assert.True(File.Exists(run.Output("report")));
    }

    [Fact]
    public async Task Texts_of_registries_give_the_runner_no_commands()
    {
        await using AzureSimulator simulator = await AzureSimulator.StartAsync(new() { Faults = ["forbidden"] }, TestContext.Current.CancellationToken);

        Run run = await RunAsync(simulator, ("registry", simulator["forbidden"].LoginServer), ("check", Checks));

        Match stopped = Stopped().Match(run.Log.ReplaceLineEndings("\n"));
        Assert.True(stopped.Success, run.Log);
        Assert.Contains("Challenge", stopped.Groups["shown"].Value, StringComparison.Ordinal);
        Assert.NotEqual(stopped.Groups["marker"].Value, Stopped().Match((await RunAsync(simulator, ("registry", simulator["forbidden"].LoginServer), ("check", Checks))).Log.ReplaceLineEndings("\n")).Groups["marker"].Value);
    }

    [Theory]
    [InlineData("fail-on", "sometimes", "fail-on")]
    [InlineData("registry", " , ", "registry is empty")]
    [InlineData("check", "Chalenge", "Did you mean Challenge?")]
    [InlineData("timeout-seconds", "soon", "soon")]
    [InlineData("module-path", "/nowhere", "/nowhere")]
    public async Task A_wrong_input_is_named(string input, string value, string says)
    {
        Run run = await RunAsync(simulator: null, ("registry", "contoso"), (input, value));

        Assert.Equal(1, run.ExitCode);
        Assert.Matches($"(?m)^::error title=AcrHealth::.*{Regex.Escape(says)}", run.Log);
    }

    private static YamlMappingNode Map(YamlNode node) => (YamlMappingNode)node;

    private static IEnumerable<YamlMappingNode> Steps() => ((YamlSequenceNode)Action()["runs"]["steps"]).Cast<YamlMappingNode>();

    private static YamlMappingNode Action()
    {
        YamlStream stream = [];
        using StreamReader reader = new(Path.Combine(Sources.Root, "action.yml"));
        stream.Load(reader);
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    /// <summary>Runs the step that tests, in the way of GitHub's runner: with its inputs in the environment, as a script file with an end of the runner's.</summary>
    private async Task<Run> RunAsync(AzureSimulator? simulator, params (string Name, string Value)[] inputs)
    {
        string folder = packages.NewFolder(Guid.NewGuid().ToString());
        Dictionary<string, string> values = Map(Action()["inputs"]).Children
            .ToDictionary(entry => entry.Key.ToString(), entry => Map(entry.Value).Children.TryGetValue("default", out YamlNode? standard) ? standard.ToString() : "");
        values["module-path"] = ModuleEngine.ModulePath;
        values["ca-certificate"] = simulator?.WriteCertificateAuthority(Path.Combine(folder, "ca.pem")) ?? "";
        foreach ((string name, string value) in inputs)
        {
            values[name] = value;
        }

        YamlMappingNode step = Steps().Single(step => step.Children.TryGetValue("id", out YamlNode? id) && id.ToString() == "test");
        string script = Path.Combine(folder, "step.ps1");
        await File.WriteAllTextAsync(
            script,
            $"$ErrorActionPreference = 'stop'\n{step["run"]}\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) {{ exit $LASTEXITCODE }}\n",
            TestContext.Current.CancellationToken);
        foreach (string file in new[] { "output", "summary" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), "", TestContext.Current.CancellationToken);
        }

        CommandResult result = await BuildCommand.RunAsync(
            folder,
            "dotnet",
            [PowerShellProgram.Assembly, "-NoProfile", "-Command", $". '{script}'"],
            [
                .. Map(step["env"]).Children.Select(entry => (entry.Key.ToString(), (string?)values[InputName().Match(entry.Value.ToString()).Groups[1].Value])),
                .. simulator?.EnvironmentVariables.Select(variable => (variable.Key, (string?)variable.Value)) ?? [],
                ("GITHUB_ACTION_PATH", Sources.Root),
                ("GITHUB_OUTPUT", Path.Combine(folder, "output")),
                ("GITHUB_STEP_SUMMARY", Path.Combine(folder, "summary")),
                ("HOME", folder),
                ("POWERSHELL_TELEMETRY_OPTOUT", "1"),
            ]);
        return new(
            result.ExitCode,
            result.Output + result.Error,
            await File.ReadAllTextAsync(Path.Combine(folder, "summary"), TestContext.Current.CancellationToken),
            await File.ReadAllLinesAsync(Path.Combine(folder, "output"), TestContext.Current.CancellationToken));
    }

    [GeneratedRegex(@"inputs\.([a-z-]+)")]
    private static partial Regex InputName();

    [GeneratedRegex("\"([a-z]+)=\\$")]
    private static partial Regex OutputName();

    [GeneratedRegex(@"^::stop-commands::(?<marker>[0-9a-f]{32})\n(?<shown>.*)^::\k<marker>::$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Stopped();

    private sealed record Run(int ExitCode, string Log, string Summary, string[] Outputs)
    {
        public string Output(string name) => Assert.Single(Outputs, line => line.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
    }
}
