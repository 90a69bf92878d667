using System.Text.Json;
using AcrHealth.Identity;
using AcrHealth.Model;
using AcrHealth.Programs;
using AcrHealth.Text;
using Azure.Core;

namespace AcrHealth.Adapters.TokenPrograms;

/// <summary>
/// A program in which the user has signed in to Microsoft Entra ID and that gives tokens to others. Azure.Identity runs such programs
/// through a shell and leaves them behind after a timeout, so they are run here; their sources' names and sentences are Azure.Identity's.
/// </summary>
internal abstract class TokenProgram
{
    private const string DefaultScopeSuffix = "/.default";
    private const int ErrorLength = 1000;

    // A program must not load files from the directory that the user happens to be in.
    private static readonly string WorkingDirectory =
        OperatingSystem.IsWindows() ? Environment.SystemDirectory : Directory.Exists("/bin") ? "/bin" : "/";

    /// <summary>The source's name in Azure.Identity.</summary>
    public abstract string Source { get; }

    /// <summary>The longest time that it may take.</summary>
    protected abstract TimeSpan MaximumTime { get; }

    /// <summary>Variables that it gets in addition to this session's.</summary>
    protected virtual IReadOnlyDictionary<string, string> EnvironmentVariables { get; } = new Dictionary<string, string>();

    /// <summary>The message if its output is not a token.</summary>
    protected abstract string Unreadable { get; }

    /// <summary>Gets a token.</summary>
    /// <exception cref="TokenProgramException">It returned none.</exception>
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

    /// <summary>The possible calls, of which the first whose program exists is made.</summary>
    /// <exception cref="TokenProgramException">The call cannot be determined.</exception>
    protected abstract IEnumerable<ProgramCall> Calls(string scope, string? tenant);

    /// <summary>Reads the token from the program's output.</summary>
    /// <exception cref="Exception">The token is missing; of any kind that the parsers throw.</exception>
    protected abstract AccessToken ReadToken(string output);

    /// <summary>The message if the program does not exist.</summary>
    protected abstract string Missing(ProgramCall call);

    /// <summary>The message if the program did not exit in time.</summary>
    protected abstract string TimedOut(ProgramCall call);

    /// <summary>The message if the program failed with a text on standard error.</summary>
    protected abstract string Failed(ProgramCall call, string error);

    /// <summary>The message if the output of a successful call has no token but a reason; null if it has neither.</summary>
    protected virtual string? Complaint(string output) => null;

    /// <summary>The resource of a scope that requests all its permissions.</summary>
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
