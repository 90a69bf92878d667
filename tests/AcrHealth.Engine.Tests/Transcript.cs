using System.Collections;
using System.Management.Automation;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Everything that a command said to anybody: each stream at its loudest, and each way in which people look at what came.</summary>
internal sealed class Transcript
{
    private const int Depth = 6;

    private readonly List<string> _texts = [];
    private readonly List<string> _reports = [];

    private Transcript(IReadOnlyList<PSObject> records, string shown)
    {
        Records = records;
        Shown = shown;
    }

    /// <summary>The records of all streams, in the order in which they came.</summary>
    public IReadOnlyList<PSObject> Records { get; }

    public IReadOnlyList<CheckResult> Results =>
        [.. Records.Where(record => record.TypeNames.Contains("AcrHealth.HealthCheckResult")).Select(record => new CheckResult(record))];

    /// <summary>The text that a person saw on a terminal with colors.</summary>
    public string Shown { get; }

    /// <summary>The results as a report of every format.</summary>
    public IReadOnlyList<string> Reports => _reports;

    /// <summary>All of it as texts: as seen, as the serializer sends it with every property, as reports, and exceptions in full.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>Runs a script, which is given the arguments.</summary>
    public static Transcript Of(string script, params object?[] arguments)
    {
        var host = new RecordingHost(width: 120, color: true);
        using var engine = new ModuleEngine(host);
        ScriptOutcome outcome = engine.Run(
            "$VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = 'Continue'; "
                + $"& {{ {script} -Verbose -Debug }} @args *>&1",
            arguments);
        engine.Run("$args[0] | Out-Default", outcome.Output);
        var transcript = new Transcript([.. outcome.Output, .. outcome.Errors.Select(PSObject.AsPSObject)], host.Shown);
        transcript.Note(engine, outcome);
        return transcript;
    }

    /// <summary>Every string in the records and what they hold.</summary>
    public IEnumerable<string> Strings() => Records.SelectMany(record => Strings(record.BaseObject, Depth));

    private static IEnumerable<string> Strings(object? value, int depth)
    {
        switch (value)
        {
            case null or ValueType:
                return [];
            case string text:
                return [text];
            case InformationalRecord record:
                return [record.Message];
            case ErrorRecord error:
                return [error.ToString(), error.Exception.Message];
            case IEnumerable list:
                return list.Cast<object?>().SelectMany(item => Strings(item, depth - 1));
            default:
                return depth == 0 || value.GetType().Namespace?.StartsWith("AcrHealth", StringComparison.Ordinal) != true
                    ? [value.ToString() ?? string.Empty]
                    : value.GetType().GetProperties().SelectMany(property => Strings(property.GetValue(value), depth - 1));
        }
    }

    private void Note(ModuleEngine engine, ScriptOutcome outcome)
    {
        _texts.Add(Shown);
        _texts.AddRange(outcome.Verbose);
        _texts.AddRange(outcome.Warnings);
        _texts.AddRange(outcome.Progress.Select(record => $"{record.Activity} {record.StatusDescription} {record.CurrentOperation}"));
        _texts.Add(outcome.Terminating?.ToString() ?? string.Empty);
        foreach (PSObject record in Records)
        {
            _texts.Add(PSSerializer.Serialize(record, Depth));
            _texts.Add(record.ToString());
            if (record.BaseObject is ErrorRecord error)
            {
                _texts.Add(error.Exception.ToString());
                _texts.Add(error.ErrorDetails?.ToString() ?? string.Empty);
            }
        }

        _texts.AddRange(engine.Run("$Error | ForEach-Object { \"$($_.Exception)\" }").Output.Select(text => text.ToString()));
        object results = Results.Select(result => result.Source).ToArray();
        _reports.AddRange(engine.Run(
            "$results = $args[0]; 'Html', 'JUnit', 'Json', 'Markdown', 'OpenMetrics' | ForEach-Object { $results | ConvertTo-AcrHealthReport -Format $_ }", results)
            .Output.Select(text => text.ToString()));
        _texts.AddRange(_reports);
    }
}
