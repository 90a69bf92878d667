using System.CommandLine;
using System.Text.Json;
using AcrHealth.Cli.Commands;
using AcrHealth.Cli.Options;
using AcrHealth.Cli.Tests.Support;
using AcrHealth.Testing;

namespace AcrHealth.Cli.Tests.Options;

/// <summary>The cmdlets and the program have the same parameters with the same defaults. The few that cannot be the same are named here.</summary>
public sealed class OptionComparisonTests
{
    // A secret is never an option, and what a pipeline or an object does has another form.
    private static readonly Dictionary<string, string[]> OtherForms = new()
    {
        ["Registry"] = [],
        ["Credential"] = ["--username", "--password-stdin", "--password-fd"],
        ["AccessToken"] = ["--access-token-stdin", "--access-token-fd"],
        ["Summary"] = ["--output"],
        // -Confirm asks, which the program does by itself, and -Confirm:$false is --force.
        ["Confirm"] = ["--force"],
    };

    private static readonly string[] OnlyInTheProgram = ["--file", "--output"];

    // Common parameters that have a counterpart; the others are the engine's own.
    private static readonly string[] Common = ["Verbose", "WhatIf"];

    [Theory]
    [InlineData("Test-AcrHealth", "test")]
    [InlineData("Wait-AcrHealth", "wait")]
    public async Task Each_has_what_the_other_has(string cmdlet, string command)
    {
        Dictionary<string, JsonElement> parameters = await ParametersAsync(cmdlet);
        Option[] options = OptionsOf(command);

        string[] expected =
        [
            .. parameters.Keys.SelectMany(name => OtherForms.TryGetValue(name, out string[]? forms) ? forms : [CommandLineSyntax.Instance.Parameter(name)]),
            .. OnlyInTheProgram,
        ];
        Assert.Equal(expected.Distinct().Order(StringComparer.Ordinal), options.Select(option => option.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Test-AcrHealth", "test")]
    [InlineData("Wait-AcrHealth", "wait")]
    public async Task Their_kinds_and_defaults_are_the_same(string cmdlet, string command)
    {
        Dictionary<string, JsonElement> parameters = await ParametersAsync(cmdlet);
        Dictionary<string, Option> options = OptionsOf(command).ToDictionary(option => option.Name);
        int compared = 0;

        foreach ((string name, JsonElement parameter) in parameters.Where(pair => !OtherForms.ContainsKey(pair.Key) && !Common.Contains(pair.Key)))
        {
            Option option = options[CommandLineSyntax.Instance.Parameter(name)];
            string type = parameter.GetProperty("Type").GetString()!;
            Assert.True(type.EndsWith("[]", StringComparison.Ordinal) == option.ValueType.IsArray, name);
            Assert.True((type == "SwitchParameter") == (option.ValueType == typeof(bool)), name);
            Assert.True((type == "Int32") == (option.ValueType == typeof(int)), name);
            Assert.True(parameter.GetProperty("Default").GetString() == Default(option), $"{name}: {parameter.GetProperty("Default")} and {Default(option)}");
            compared++;
        }

        Assert.True(compared > 10);
    }

    [Theory]
    [InlineData("Test-AcrHealth", "test")]
    [InlineData("Wait-AcrHealth", "wait")]
    public async Task Their_ranges_and_sets_are_the_same(string cmdlet, string command)
    {
        Dictionary<string, JsonElement> parameters = await ParametersAsync(cmdlet);

        foreach ((string name, JsonElement parameter) in parameters)
        {
            string option = CommandLineSyntax.Instance.Parameter(name);
            if (parameter.GetProperty("Least").GetString() is { Length: > 0 } least)
            {
                long most = long.Parse(parameter.GetProperty("Most").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
                long lowest = long.Parse(least, System.Globalization.CultureInfo.InvariantCulture);
                Assert.All([lowest, most], number => Assert.Empty(Errors(command, option, $"{number}")));
                Assert.All([lowest - 1, most + 1], number => Assert.NotEmpty(Errors(command, option, $"{number}")));
            }

            string[] allowed = parameter.GetProperty("Allowed").GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(allowed, value => Assert.Empty(Errors(command, option, value)));
            if (allowed.Length > 0)
            {
                Assert.NotEmpty(Errors(command, option, "Elsewhere"));
            }
        }
    }

    private static IEnumerable<string> Errors(string command, string option, string value)
    {
        using var signals = new StopSignals();
        return CommandTree.Create(signals).Parse([command, "contoso", option, value]).Errors.Select(error => error.Message);
    }

    private static Option[] OptionsOf(string command)
    {
        using var signals = new StopSignals();
        return [.. CommandTree.Create(signals).Subcommands.Single(one => one.Name == command).Options];
    }

    private static string Default(Option option) => option.HasDefaultValue ? Text(option.GetDefaultValue()) : option.ValueType == typeof(bool) ? "False" : string.Empty;

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        System.Collections.IEnumerable list and not string => string.Join(' ', list.Cast<object>()),
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}"),
    };

    private static async Task<Dictionary<string, JsonElement>> ParametersAsync(string cmdlet)
    {
        string script = $$"""
            Import-Module '{{ModuleEngine.ModulePath}}'
            $command = Get-Command {{cmdlet}}
            $instance = $command.ImplementingType::new()
            $common = [System.Management.Automation.PSCmdlet]::CommonParameters | Where-Object { $_ -ne 'Verbose' }
            $command.Parameters.Values | Where-Object Name -NotIn $common | ForEach-Object {
                $range = $_.Attributes | Where-Object { $_ -is [ValidateRange] }
                $set = $_.Attributes | Where-Object { $_ -is [ValidateSet] }
                $own = $instance.PSObject.Properties[$_.Name]
                [PSCustomObject]@{
                    Name = $_.Name; Type = $_.ParameterType.Name; Default = "$(if ($own) { $own.Value })"
                    Least = "$($range.MinRange)"; Most = "$($range.MaxRange)"; Allowed = "$($set.ValidValues)"
                }
            } | ConvertTo-Json
            """;
        CliOutcome outcome = await Shell.RunAsync(PowerShellProgram.DotNet, [PowerShellProgram.Assembly, "-NoProfile", "-NonInteractive", "-Command", script]);
        Assert.True(outcome.ExitCode == 0, outcome.All);
        using JsonDocument document = JsonDocument.Parse(outcome.Output);
        return document.RootElement.Clone().EnumerateArray().ToDictionary(parameter => parameter.GetProperty("Name").GetString()!);
    }
}
