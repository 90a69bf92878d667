using System.Text.Json;
using AcrHealth.Identity;
using AcrHealth.Model;
using AcrHealth.Programs;
using AcrHealth.Text;
using Azure.Core;

namespace AcrHealth.Adapters.TokenPrograms;

/// <summary>
/// A program in which somebody has signed in to Microsoft Entra ID and that gives tokens to others. Azure.Identity runs such programs
/// through a shell and leaves them behind when the time is up, so they are run here; their sources' names and sentences are Azure.Identity's.
/// </summary>
internal abstract class TokenProgram
{
    private const string DefaultScopeSuffix = "/.default";
    private const int ErrorLength = 1000;

    // What a program loads from the current directory must not be what lies where the person stands.
    private static readonly string WorkingDirectory =
        OperatingSystem.IsWindows() ? Environment.SystemDirectory : Directory.Exists("/bin") ? "/bin" : "/";

    /// <summary>The source's name in Azure.Identity.</summary>
    public abstract string Source { get; }

    /// <summary>How long it may take.</summary>
    protected abstract TimeSpan MaximumTime { get; }

    /// <summary>Variables that it gets beside this session's.</summary>
    protected virtual IReadOnlyDictionary<string, string> EnvironmentVariables { get; } = new Dictionary<string, string>();

    /// <summary>What is said when it gave something else than a token.</summary>
    protected abstract string Unreadable { get; }

    /// <summary>Gets a token.</summary>
    /// <exception cref="TokenProgramException">It gave none.</exception>
    public async Task<AccessToken> GetTokenAsync(string scope, string? tenant, CancellationToken cancellationToken)
    {
        TokenProgramException? missing = null;
        foreach (ProgramCall call in Calls(scope, tenant))
        {
            ProgramLookup lookup = ProgramPath.Find(call.Command);
            if (lookup.Path is not { } path)
            {
                missing ??= new(Source, Missing(call), new(call.Command, lookup.Absence, null, string.Empty, null, false, TimeSpan.Zero));
                continue;
            }

            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(MaximumTime);
            ProgramRun run = await ProgramRunner
                .RunAsync(path, call.Arguments, deadline.Token, workingDirectory: WorkingDirectory, environment: EnvironmentVariables).ConfigureAwait(false);
            return Read(call, run);
        }

        throw missing!;
    }

    /// <summary>The calls of which the first is made whose program is there.</summary>
    /// <exception cref="TokenProgramException">It cannot be known what to call.</exception>
    protected abstract IEnumerable<ProgramCall> Calls(string scope, string? tenant);

    /// <summary>Reads the token out of what the program wrote.</summary>
    /// <exception cref="Exception">It is not there; of any kind that the parsers throw.</exception>
    protected abstract AccessToken ReadToken(string output);

    /// <summary>What is said when there is no such program.</summary>
    protected abstract string Missing(ProgramCall call);

    /// <summary>What is said when it did not exit in time.</summary>
    protected abstract string TimedOut(ProgramCall call);

    /// <summary>What is said when it failed with that on standard error.</summary>
    protected abstract string Failed(ProgramCall call, string error);

    /// <summary>What is said where the output of a call that succeeded has no token but says why; null where it has nothing to say.</summary>
    protected virtual string? Complaint(string output) => null;

    /// <summary>The resource of a scope of all its permissions.</summary>
    protected static string ResourceOf(string scope) =>
        scope.EndsWith(DefaultScopeSuffix, StringComparison.Ordinal) ? scope[..^DefaultScopeSuffix.Length] : scope;

    private AccessToken Read(ProgramCall call, ProgramRun run)
    {
        SecretReader.ProtectJson(run.Output, SecretVault.Protect);
        string error = UntrustedText.CleanEnd(run.Error, ErrorLength);
        var failure = new SignInProgramFailure(call.Command, ProgramAbsence.None, run.ExitCode, error, run.StartFailure, run.TimedOut, run.Duration);
        if (!run.Succeeded)
        {
            string message = run.TimedOut ? TimedOut(call) : Failed(call, run.StartFailure is null ? error : UntrustedText.Clean(run.StartFailure, ErrorLength));
            throw new TokenProgramException(Source, message, failure);
        }

        try
        {
            return ReadToken(run.Output);
        }
        catch (Exception exception) when (exception is JsonException or System.Xml.XmlException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            throw new TokenProgramException(Source, Complaint(run.Output) ?? Unreadable, failure);
        }
    }

    /// <summary>A program and the arguments that it is run with.</summary>
    protected sealed record ProgramCall(string Command, IReadOnlyList<string> Arguments);
}
