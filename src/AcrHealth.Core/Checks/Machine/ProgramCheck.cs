using System.Globalization;
using System.Runtime.InteropServices;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Model;
using AcrHealth.Programs;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Machine;

/// <summary>Finds and runs a program, and reports its problems.</summary>
internal abstract class ProgramCheck : HealthCheck
{
    private const int DetailLength = 2000;

    public sealed override CheckCategory Category => CheckCategory.Environment;

    protected static async Task<(ProgramRun Run, ProgramDetail Detail)> RunProgramAsync(
        CheckContext context, string command, string path, string[] arguments, CancellationToken cancellationToken, Func<string, Version?>? versionOf = null)
    {
        ProgramRun run = await ProgramRunner.RunAsync(path, arguments, cancellationToken).ConfigureAwait(false);
        string line = string.Join(' ', [command, .. arguments]);
        context.LogVerbose(MessageFormat.Format(Strings.VerboseProgram, line, run.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "-", run.Duration.TotalMilliseconds));
        return (run, new()
        {
            Command = line,
            Path = path,
            ExitCode = run.ExitCode,
            Output = UntrustedText.Clean(run.Output, DetailLength),
            Error = UntrustedText.CleanEnd(run.Error, DetailLength),
            Version = versionOf?.Invoke(run.Output)?.ToString(),
        });
    }

    /// <summary>The reason why a run failed, in the program's own words if it printed any.</summary>
    protected static string Reason(ProgramRun run) => run switch
    {
        _ when ProgramErrorLine.InError(run.Error) is { Length: > 0 } complaint => complaint,
        _ when ProgramErrorLine.InOutput(run.Output) is { Length: > 0 } said => MessageFormat.Format(Strings.ProgramSaid, run.ExitCode, said),
        _ => MessageFormat.Format(Strings.ProgramSilent, run.ExitCode),
    };

    /// <summary>Reports a program that has the right name but cannot be run; null if there is none at all.</summary>
    protected static CheckOutcome? Unfit(CheckContext context, string program, ProgramLookup lookup, ProgramDetail detail) => lookup.Absence switch
    {
        ProgramAbsence.Directory => context.Report(MachineFindings.ProgramIsDirectory, detail, ("program", program), ("path", lookup.Unfit)),
        ProgramAbsence.NotExecutable => context.Report(MachineFindings.ProgramNotExecutable, detail, ("program", program), ("path", lookup.Unfit)),
        _ => null,
    };

    /// <summary>Reports a program that the operating system could not start; null if it could.</summary>
    protected static CheckOutcome? NotStarted(CheckContext context, string program, ProgramRun run, ProgramDetail detail, CommandLine? install) => run.StartFailure is null
        ? null
        : context.Report(
            MachineFindings.ProgramCannotStart,
            detail,
            ("program", program),
            ("path", detail.Path),
            ("reason", run.StartFailure),
            ("install", install),
            ("architecture", RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()));

    /// <summary>Reports a program that timed out; null if it did not.</summary>
    protected CheckOutcome? NotEnded(CheckContext context, ProgramRun run, ProgramDetail detail) => !run.TimedOut
        ? null
        : context.Report(
            MachineFindings.ProgramTimedOut,
            detail,
            ("command", new CommandLine(detail.Command)),
            ("reason", LastWords(run)),
            ("check", Name),
            ("longer", context.LongerTimeout));

    /// <summary>The last line that a program printed before it was terminated; empty if it printed nothing.</summary>
    protected static string LastWords(ProgramRun run) =>
        ProgramErrorLine.InError(run.Error) is { Length: > 0 } complaint ? complaint : ProgramErrorLine.LastOf(run.Output);
}
