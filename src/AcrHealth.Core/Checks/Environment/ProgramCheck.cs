using AcrHealth.Details;
using AcrHealth.Programs;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Environment;

/// <summary>What the checks that find and run programs have in common.</summary>
internal abstract class ProgramCheck : HealthCheck
{
    private const int DetailLength = 2000;

    public sealed override CheckCategory Category => CheckCategory.Environment;

    protected static async Task<(ProgramRun Run, ProgramDetail Detail)> RunProgramAsync(
        CheckContext context, string command, string path, string[] arguments, CancellationToken cancellation, Func<string, Version?>? versionOf = null)
    {
        ProgramRun run = await ProgramRunner.RunAsync(path, arguments, cancellation).ConfigureAwait(false);
        string line = string.Join(' ', [command, .. arguments]);
        context.Tell(CheckOutcome.Format(Strings.VerboseProgram, line, run.ExitCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-", run.Duration.TotalMilliseconds));
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

    /// <summary>Why a run failed, in the program's own words where it had any.</summary>
    protected static string Reason(CheckContext context, ProgramRun run) => run switch
    {
        { StartFailure: { } failure } => CheckOutcome.Format(Strings.ProgramNotStarted, UntrustedText.Clean(failure)),
        { TimedOut: true } => CheckOutcome.Format(Strings.ProgramTimedOut, context.Options.Timeout.TotalSeconds, LastWords(run)).TrimEnd(),
        _ when ProgramComplaint.InError(run.Error) is { Length: > 0 } complaint => complaint,
        _ when ProgramComplaint.InOutput(run.Output) is { Length: > 0 } said => CheckOutcome.Format(Strings.ProgramSaid, run.ExitCode, said),
        _ => CheckOutcome.Format(Strings.ProgramSilent, run.ExitCode),
    };

    protected static string Missing(string command, ProgramLookup lookup) => lookup.Absence switch
    {
        ProgramAbsence.Directory => CheckOutcome.Format(Strings.ProgramIsDirectory, command, lookup.Unfit),
        ProgramAbsence.NotExecutable => CheckOutcome.Format(Strings.ProgramNotExecutable, command, lookup.Unfit),
        ProgramAbsence.RelativePath => CheckOutcome.Format(Strings.ProgramRelative, command),
        _ => CheckOutcome.Format(Strings.ProgramNotFound, command),
    };

    private static string LastWords(ProgramRun run) =>
        ProgramComplaint.InError(run.Error) is { Length: > 0 } complaint ? complaint : ProgramComplaint.LastOf(run.Output);
}
