using System.CommandLine;
using AcrHealth.Cli.Options;
using AcrHealth.Cli.Output;
using AcrHealth.Cli.Resources;
using AcrHealth.Cli.Running;
using AcrHealth.Running;

namespace AcrHealth.Cli.Commands;

/// <summary><c>acrhealth test</c>: checks this machine and registries.</summary>
internal static class TestCommand
{
    public static Command Create(StopSignals signals)
    {
        var options = new TestOptions();
        var command = new Command("test", Texts.TestCommand);
        options.AddTo(command);
        command.SetAction(parsed => RunAsync(options, parsed, signals));
        return command;
    }

    private static async Task<int> RunAsync(TestOptions options, ParseResult given, StopSignals signals)
    {
        HealthCheckOptions read = OptionReader.Read(options, given);
        IReadOnlyList<HealthCheck> checks = CheckNames.Select(given.GetValue(options.Check)!, given.GetValue(options.ExcludeCheck)!);
        using var events = new ConsoleEvents(given.GetValue(options.Verbose), given.GetValue(options.Force), given.GetValue(options.WhatIf));
        IResultOutput output = ResultOutputs.Create(given.GetValue(options.Output), given.GetValue(options.Quiet));
        using HealthCheckSession session = Services.Session(read, checks, events);
        var targets = new TargetParser(read.Cloud);
        var run = new TestRun(session, output, given.GetValue(options.ThrottleLimit));
        try
        {
            await run.RunAsync(targets.Parse(RegistrySource.Read(given.GetValue(options.Registry)!, given.GetValue(options.File))), signals.Token).ConfigureAwait(false);
        }
        finally
        {
            output.Complete();
        }

        if (run.AnyFailed)
        {
            return ExitCodes.Failed;
        }

        if (!run.AnyResults && !targets.AnyInvalid)
        {
            await Console.Error.WriteLineAsync(Texts.NothingToRun).ConfigureAwait(false);
        }

        return targets.AnyInvalid || events.HasCrashed || !run.AnyResults ? ExitCodes.NotChecked : ExitCodes.Healthy;
    }
}
