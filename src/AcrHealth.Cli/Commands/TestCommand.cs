using System.CommandLine;
using AcrHealth.Cli.Options;
using AcrHealth.Cli.Resources;
using AcrHealth.Cli.Running;

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
        using var setup = new RunSetup(options, given);
        var run = new TestRun(setup.Session, setup.Output, setup.Progress, setup.ThrottleLimit);
        try
        {
            await run.RunAsync(setup.Registries, signals.Token).ConfigureAwait(false);
        }
        finally
        {
            setup.Progress.Write(setup.Output.Complete);
        }

        return run.AnyFailed ? ExitCodes.Failed : setup.CodeWithoutFailure(run.AnyResults);
    }
}
