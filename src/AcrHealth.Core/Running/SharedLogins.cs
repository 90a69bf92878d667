using System.Collections.Concurrent;
using AcrHealth.Containers;
using AcrHealth.Programs;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>The logins that container clients have stored, for all registries of an invocation: files are read once, and stores are asked once whom they know.</summary>
internal sealed class SharedLogins
{
    // A keychain that waits for somebody to unlock it is not to hold up a registry's other results for longer.
    private static readonly TimeSpan MaximumTimeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Path, bool IsPodman), Lazy<ConfigurationFile>> _files = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<(IReadOnlyCollection<string>? Names, HelperResult Answer)>>> _names = new();
    private readonly TimeSpan _timeout;
    private readonly RunScope _scope;

    /// <param name="timeout">How long one check may take.</param>
    /// <param name="scope">Owns what is under way.</param>
    public SharedLogins(TimeSpan timeout, RunScope scope)
    {
        // What a check does with the answer takes a moment, too.
        _timeout = timeout * 0.8 < MaximumTimeout ? timeout * 0.8 : MaximumTimeout;
        _scope = scope;
    }

    /// <summary>How long a helper may take.</summary>
    public TimeSpan Timeout => _timeout;

    /// <summary>Looks for the login that a container client uses for the registry of a host and port.</summary>
    public Task<LoginLookup> FindAsync(ContainerClient client, string authority, CancellationToken cancellationToken) =>
        FindAsync(ClientFiles.Of(client), client.IsPodman, authority, cancellationToken);

    /// <summary>Looks for the login that Helm itself has for the registry of a host and port.</summary>
    public Task<LoginLookup> FindOfHelmAsync(string authority, CancellationToken cancellationToken) => FindAsync(ClientFiles.OfHelm(), false, authority, cancellationToken);

    /// <summary>Whether a configuration, by its path, has an entry for a registry.</summary>
    public bool Knows(string path, string authority) => Load(path, isPodman: false).Configuration?.Knows(authority) ?? false;

    private async Task<LoginLookup> FindAsync(IEnumerable<string> paths, bool isPodman, string authority, CancellationToken cancellationToken)
    {
        LoginLookup? last = null;
        foreach (string path in paths)
        {
            ConfigurationFile file = Load(path, isPodman);
            if (file.IsThere)
            {
                LoginLookup found = file.Configuration is { } configuration
                    ? await FindAsync(path, configuration, isPodman, authority, cancellationToken).ConfigureAwait(false)
                    : new(path, null, null, file.Problem, false);
                if (found.Login is not null || found.Problem is not null || found.Helper is { Trouble: not HelperProblem.None })
                {
                    return found;
                }

                // A file that has the login under another name says more than one after it that has none.
                last = last?.OtherName is null ? found : last;
            }
        }

        return last ?? new(null, null, null, null, false);
    }

    private ConfigurationFile Load(string path, bool isPodman) =>
        _files.GetOrAdd((path, isPodman), static key => new(() => ConfigurationFile.Load(key.Path, key.IsPodman))).Value;

    private async Task<LoginLookup> FindAsync(
        string path, ClientConfiguration configuration, bool isPodman, string authority, CancellationToken cancellationToken)
    {
        StoredLogin? inFile = configuration.LoginFor(authority);
        string? own = configuration.OwnHelperFor(authority);

        // Podman knows helpers for single registries only.
        if ((own ?? (isPodman ? null : configuration.Store)) is not { } helper)
        {
            // Podman does without an entry that it cannot decode, and so without the login that is meant to be there.
            ConfigurationProblem? broken = inFile is null && configuration.BrokenKeyFor(authority) is { } key ? new(ConfigurationProblemKind.EntryBroken, UntrustedText.Clean(key, 200)) : null;
            return new(path, null, inFile, broken, false) { OtherName = configuration.OtherNamesOf(authority).FirstOrDefault() };
        }

        HelperResult answer = await AskAsync(helper, own is not null, authority, cancellationToken).ConfigureAwait(false);
        return new(path, helper, answer.Login, null, inFile is not null)
        {
            Helper = answer,
            IsOwnHelper = own is not null,
            OtherName = answer.Login is null ? answer.OtherNames.Concat(configuration.OtherNamesOf(authority)).FirstOrDefault() : null,
        };
    }

    // Whom a store knows is no secret, and is asked once; only for those is it asked for a secret. A helper for one registry is asked at once,
    // since many have no list.
    private async Task<HelperResult> AskAsync(string helper, bool isOwn, string authority, CancellationToken cancellationToken)
    {
        IReadOnlyCollection<string>? names = null;
        if (!isOwn)
        {
            (names, HelperResult list) = await _names
                .GetOrAdd(helper, name => new(() => WithTimeoutAsync(token => CredentialHelper.ListAsync(name, token))))
                .Value.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (list.Trouble is HelperProblem.Missing or HelperProblem.BadName or HelperProblem.NotStarted or HelperProblem.TimedOut)
            {
                return list;
            }

            if (names is not null && !names.Any(name => ClientConfiguration.HostOf(name).Equals(authority, StringComparison.OrdinalIgnoreCase)))
            {
                return new(HelperProblem.None) { OtherNames = OtherNames(names, authority) };
            }
        }

        HelperResult answer = await WithTimeoutAsync(token => CredentialHelper.GetAsync(helper, authority, token)).WaitAsync(cancellationToken).ConfigureAwait(false);

        // A helper that knows the registry by a URL only may not find it by its name.
        return answer is { Trouble: HelperProblem.None, Login: null } && names is not null ? answer with { OtherNames = OtherNames(names, authority) } : answer;
    }

    private static string[] OtherNames(IReadOnlyCollection<string> names, string authority) =>
        [.. names.Where(name => name != authority && (ClientConfiguration.IsOtherNameOf(name, authority) || ClientConfiguration.HostOf(name) == authority))];

    private Task<T> WithTimeoutAsync<T>(Func<CancellationToken, Task<T>> ask) => _scope.Run(async stopped =>
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        deadline.CancelAfter(_timeout);
        return await ask(deadline.Token).ConfigureAwait(false);
    });
}
