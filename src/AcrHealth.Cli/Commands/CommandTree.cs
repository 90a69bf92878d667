using System.CommandLine;
using AcrHealth.Cli.Output;
using AcrHealth.Cli.Resources;
using AcrHealth.Kubernetes;
using AcrHealth.Text;

namespace AcrHealth.Cli.Commands;

/// <summary>The commands of the program.</summary>
internal static class CommandTree
{
    public static RootCommand Create(StopSignals signals) => new(Texts.Program)
    {
        TestCommand.Create(signals),
        WaitCommand.Create(signals),
        ErrorsCommand.Create(),
        ChecksCommand.Create(),
        ReportCommand.Create(),
        PodsCommand.Create(signals),
        ClusterCommand.Create(signals),
        CompletionCommand.Create(),
    };

    /// <summary>Runs the command line and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, StopSignals signals)
    {
        ParseResult parsed = Create(signals).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (string error in parsed.Errors.Select(error => error.Message).Distinct())
            {
                ErrorOutput.Write(error);
            }

            Console.Error.WriteLine(Texts.TryHelp);
            return ExitCodes.Usage;
        }

        try
        {
            // This program handles signals itself: the run must write its results and clean up.
            int code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
            return signals.ExitCode ?? code;
        }
        catch (UsageException exception)
        {
            ErrorOutput.Write(exception.Message);
            return ExitCodes.Usage;
        }
        catch (OperationCanceledException) when (signals.ExitCode is { } code)
        {
            return code;
        }
        catch (KubectlException exception)
        {
            ErrorOutput.Write(exception.Message);
            return signals.ExitCode ?? ExitCodes.NotChecked;
        }
        catch (IOException exception) when (StandardOutput.IsReaderGone(exception))
        {
            // As in `acrhealth … | head -1`: a reader that closed the pipe needs no message.
            return ExitCodes.BrokenPipe;
        }
        catch (IOException exception)
        {
            // For example, the disk is full.
            ErrorOutput.Write(MessageFormat.Format(Texts.CannotWrite, exception.Message));
            return ExitCodes.NotChecked;
        }
    }
}
