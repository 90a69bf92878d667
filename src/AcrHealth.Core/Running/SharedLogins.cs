using System.Collections.Concurrent;
using AcrHealth.Containers;
using AcrHealth.Programs;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>
/// Caches the logins that container clients have stored, for all registries of an invocation: files are read once, and stores are asked once for their list.
/// </summary>
internal sealed class SharedLogins
{
    // A keychain that waits to be unlocked must not delay a registry's other results for longer.
    private static readonly TimeSpan MaximumTimeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Path, bool IsPodman), Lazy<ConfigurationFile>> _files = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<(IReadOnlyCollection<string>? Names, HelperResult Answer)>>> _names = new();
    private readonly TimeSpan _timeout;
    private readonly RunScope _scope;

    /// <param name="timeout">The timeout of one check.</param>
    /// <param name="scope">Owns the work in progress.</param>
    public SharedLogins(TimeSpan timeout, RunScope scope)
    {
        // The check needs time to process the result, too.
        _timeout = timeout * 0.8 < MaximumTimeout ? timeout * 0.8 : MaximumTimeout;
        _scope = scope;
    }

    /// <summary>The timeout of a helper.</summary>
    public TimeSpan Timeout => _timeout;

    /// <summary>Looks for the login that a container client uses for the registry of a host and port.</summary>
    public Task<LoginLookup> FindAsync(ContainerClient client, string authority, CancellationToken cancellationToken) =>
        FindAsync(ClientFiles.Of(client), client.IsPodman, authority, cancellationToken);

    /// <summary>Looks for the login that Helm itself has stored for the registry of a host and port.</summary>
    public Task<LoginLookup> FindOfHelmAsync(string authority, CancellationToken cancellationToken) => FindAsync(ClientFiles.OfHelm(), false, authority, cancellationToken);

    /// <summary>Returns whether the configuration at a path has an entry for a registry.</summary>
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

                // A file that has the login under another name is a better result than a later one that has none.
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

        // Podman supports helpers for single registries only.
        if ((own ?? (isPodman ? null : configuration.Store)) is not { } helper)
        {
            // Podman ignores an entry that it cannot decode, and so the login that the entry should contain.
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

    // The list of a store is not secret and is read once; the store is asked for the secrets of listed registries only. A helper for one registry is
    // asked directly, since many have no list.
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

        // A helper that stores the registry only under a URL may not find it by its name.
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
