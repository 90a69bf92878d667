using System.Text.Json;
using AcrHealth.Programs;
using AcrHealth.Text;

namespace AcrHealth.Containers;

/// <summary>Talks to a docker-credential-* program: the action is its argument, the registry comes on standard input, JSON goes to standard output.</summary>
/// <remarks>Its output may hold secrets, even if it fails: none of it is shown or kept.</remarks>
internal static class CredentialHelper
{
    private const string Prefix = "docker-credential-";

    // The sentence of docker's own helper library. Helpers print it to standard output, with an exit code of 1, and clients look for it.
    private const string NotFound = "credentials not found in native keychain";

    /// <summary>The program's name.</summary>
    public static string ProgramOf(string helper) => Prefix + helper;

    /// <summary>Asks for a registry's login.</summary>
    public static async Task<HelperResult> GetAsync(string helper, string authority, CancellationToken cancellationToken)
    {
        (ProgramRun? run, HelperResult refusal) = await RunAsync(helper, "get", authority, cancellationToken).ConfigureAwait(false);
        return run is null ? refusal : Read(run);
    }

    /// <summary>Lists the names under which it has logins, as it calls them; null if it fails, with a result that describes why.</summary>
    public static async Task<(IReadOnlyCollection<string>? Names, HelperResult Answer)> ListAsync(string helper, CancellationToken cancellationToken)
    {
        (ProgramRun? run, HelperResult refusal) = await RunAsync(helper, "list", string.Empty, cancellationToken).ConfigureAwait(false);
        return run is null ? (null, refusal) : run.Succeeded ? (ReadNames(run.Output), new(HelperProblem.None)) : (null, Read(run));
    }

    /// <summary>Reads its response to <c>get</c>.</summary>
    public static HelperResult Read(ProgramRun run) => run switch
    {
        { StartFailure: { } failure } => new(HelperProblem.NotStarted) { StartFailure = failure },
        { TimedOut: true } => new(HelperProblem.TimedOut),
        { Succeeded: false } when run.Output.Trim() == NotFound => new(HelperProblem.None),
        { Succeeded: false } => new(HelperProblem.Failed, null, run.ExitCode) { Cause = HelperEvidence.CauseOf(run), NeededProgram = HelperEvidence.ProgramNeededBy(run) },
        _ when string.IsNullOrWhiteSpace(run.Output) => new(HelperProblem.Silent, null, run.ExitCode),
        _ => ReadLogin(run.Output, out StoredLogin? login) ? new(HelperProblem.None, login, run.ExitCode) : new(HelperProblem.Unreadable, null, run.ExitCode),
    };

    /// <summary>Reads its response to <c>list</c>: an object whose members are registries; null if it is none.</summary>
    public static IReadOnlyCollection<string>? ReadNames(string output) => TolerantJson.Read(
        output, root => root.ValueKind == JsonValueKind.Object ? root.EnumerateObject().Select(member => member.Name).ToHashSet(StringComparer.Ordinal) : null);

    private static bool ReadLogin(string output, out StoredLogin? login)
    {
        (bool isLogin, login) = TolerantJson.Read<(bool, StoredLogin?)>(
            output, root => TolerantJson.Text(root, "Secret") is { } secret ? (true, StoredLogin.Of(TolerantJson.Text(root, "Username"), secret)) : default);
        return isLogin;
    }

    private static async Task<(ProgramRun? Run, HelperResult Refusal)> RunAsync(string helper, string action, string input, CancellationToken cancellationToken)
    {
        // A separator in it would lead elsewhere than to the PATH.
        if (helper.AsSpan().IndexOfAny("/\\:\0") >= 0)
        {
            return (null, new(HelperProblem.BadName));
        }

        ProgramLookup lookup = ProgramPath.Find(ProgramOf(helper));
        return lookup switch
        {
            { Path: { } path } => (await ProgramRunner.RunAsync(path, [action], cancellationToken, input).ConfigureAwait(false), new(HelperProblem.None)),
            { Unfit: { } unfit } => (null, new(HelperProblem.NotStarted) { StartFailure = $"{unfit}: {lookup.Absence}" }),
            _ => (null, new(HelperProblem.Missing)),
        };
    }
}
