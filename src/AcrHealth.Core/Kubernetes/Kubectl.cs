using System.Globalization;
using System.Text;
using System.Text.Json;
using AcrHealth.Programs;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Kubernetes;

/// <summary>Runs kubectl with the configuration of the user: contexts, login plugins and proxies are those of any other kubectl command.</summary>
/// <param name="path">The program's full path.</param>
/// <param name="context">The context to use; null for the current one.</param>
/// <param name="environment">Variables that kubectl gets in addition to this session's.</param>
internal sealed class Kubectl(string path, string? context = null, IReadOnlyDictionary<string, string>? environment = null)
{
    public const string Command = "kubectl";

    // The maximum number of characters of a response: a few thousand pods.
    private const int OutputLimit = 32 * 1024 * 1024;

    // The number of objects that one request reads.
    private const int ChunkSize = 250;

    // A pod has about a hundred.
    private const int MaximumTokens = 4_000_000;

    // kubectl needs time beyond the request itself: for discovery, or a login plugin.
    private static readonly TimeSpan Overhead = TimeSpan.FromSeconds(15);

    /// <summary>The longest time that the API server may take for one response.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The context that was given; null for the current one.</summary>
    public string? Context => context;

    /// <summary>Finds kubectl on the PATH.</summary>
    /// <exception cref="KubectlException">kubectl is not on the PATH.</exception>
    public static Kubectl Find(string? context) => ProgramPath.Find(Command) is { Path: { } path }
        ? new(path, context)
        : throw new KubectlException(KubectlFailure.NoProgram, Strings.KubectlNotFound);

    /// <summary>The argument that selects a namespace; none for the one of the context.</summary>
    public static string[] InNamespace(string? space) => space is null ? [] : [$"--namespace={space}"];

    /// <summary>Reads an object or a list.</summary>
    /// <param name="arguments">The arguments of <c>kubectl get</c>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="KubectlException">kubectl returned no response.</exception>
    public async Task<JsonElement> GetAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(arguments, ChunkSize, cancellationToken).ConfigureAwait(false);
        }
        catch (KubectlException exception) when (exception.Failure == KubectlFailure.Expired)
        {
            // A list that changes faster than its pages are read is read in one request.
            return await ReadAsync(arguments, 0, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads an object; null if it does not exist.</summary>
    /// <exception cref="KubectlException">kubectl returned no response.</exception>
    public async Task<JsonElement?> TryGetAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(arguments, cancellationToken).ConfigureAwait(false);
        }
        catch (KubectlException exception) when (exception.Failure == KubectlFailure.NotFound)
        {
            return null;
        }
    }

    /// <summary>Runs a command and returns what it prints, which is not fit to be shown.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="input">The text for its standard input.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="KubectlException">kubectl failed.</exception>
    public async Task<string> TextAsync(IReadOnlyList<string> arguments, string input, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(RequestTimeout + Overhead);
        string timeout = string.Create(CultureInfo.InvariantCulture, $"--request-timeout={Math.Ceiling(RequestTimeout.TotalSeconds):0}s");
        string[] all = [.. arguments, timeout, .. context is null ? Array.Empty<string>() : [$"--context={context}"]];
        ProgramRun run = await ProgramRunner.RunAsync(path, all, deadline.Token, input, environment: environment, outputLimit: OutputLimit).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return run.TimedOut ? throw new KubectlException(KubectlFailure.TimedOut, MessageFormat.Format(Strings.KubectlTimedOut, (RequestTimeout + Overhead).TotalSeconds))
            : run.StartFailure is { } failure ? throw new KubectlException(KubectlFailure.NoProgram, MessageFormat.Format(Strings.KubectlNotStarted, UntrustedText.Clean(failure)))
            : !run.Succeeded ? throw KubectlErrorReader.Read(run, context)
            : run.IsOutputCut ? throw TooLong()
            : run.Output;
    }

    private async Task<JsonElement> ReadAsync(IReadOnlyList<string> arguments, int chunkSize, CancellationToken cancellationToken)
    {
        string chunks = string.Create(CultureInfo.InvariantCulture, $"--chunk-size={chunkSize}");
        string text = await TextAsync(["get", .. arguments, "--output=json", chunks], string.Empty, cancellationToken).ConfigureAwait(false);
        JsonElement? answer = Json.Parse(Encoding.UTF8.GetBytes(text), out bool isTooLong, MaximumTokens);
        return answer ?? throw (isTooLong ? TooLong() : new(KubectlFailure.Unreadable, Strings.KubectlUnreadable));
    }

    private static KubectlException TooLong() => new(KubectlFailure.TooLong, MessageFormat.Format(Strings.KubectlTooLong, OutputLimit / 1024 / 1024));
}
