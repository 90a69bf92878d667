using System.Collections.Concurrent;
using AcrHealth.Programs;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Containers;

/// <summary>The logins that container clients have stored, for all registries of an invocation: files are read once, and stores are asked once whom they know.</summary>
internal sealed class SharedLogins
{
    // A keychain that waits for somebody to unlock it is not to hold up a registry's other results for longer.
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Path, bool IsPodman), Lazy<ConfigurationFile>> _files = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<(IReadOnlyCollection<string>? Names, HelperAnswer Answer)>>> _names = new();
    private readonly TimeSpan _patience;
    private readonly RunScope _scope;

    /// <param name="timeout">How long one check may take.</param>
    /// <param name="scope">Owns what is under way.</param>
    public SharedLogins(TimeSpan timeout, RunScope scope)
    {
        // What a check does with the answer takes a moment, too.
        _patience = timeout * 0.8 < MostPatience ? timeout * 0.8 : MostPatience;
        _scope = scope;
    }

    /// <summary>How long a helper may take.</summary>
    public TimeSpan Patience => _patience;

    /// <summary>Looks for the login that a container client uses for the registry of a host and port.</summary>
    public Task<LoginLookup> FindAsync(ContainerClient client, string authority, CancellationToken cancellation) =>
        FindAsync(ClientFiles.Of(client), client.IsPodman, authority, cancellation);

    /// <summary>Looks for the login that Helm itself has for the registry of a host and port.</summary>
    public Task<LoginLookup> FindOfHelmAsync(string authority, CancellationToken cancellation) => FindAsync(ClientFiles.OfHelm(), false, authority, cancellation);

    /// <summary>Whether a configuration, by its path, has an entry for a registry.</summary>
    public bool Knows(string path, string authority) => Load(path, isPodman: false).Configuration?.Knows(authority) ?? false;

    private async Task<LoginLookup> FindAsync(IEnumerable<string> paths, bool isPodman, string authority, CancellationToken cancellation)
    {
        LoginLookup? last = null;
        foreach (string path in paths)
        {
            ConfigurationFile file = Load(path, isPodman);
            if (file.IsThere)
            {
                LoginLookup found = file.Configuration is { } configuration
                    ? await FindAsync(path, configuration, isPodman, authority, cancellation).ConfigureAwait(false)
                    : new(path, null, null, file.Problem, false);
                if (found.Login is not null || found.Problem is not null || found.Helper is { Trouble: not HelperTrouble.None })
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
        string path, ClientConfiguration configuration, bool isPodman, string authority, CancellationToken cancellation)
    {
        StoredLogin? inFile = configuration.LoginFor(authority);
        string? own = configuration.OwnHelperFor(authority);

        // Podman knows helpers for single registries only.
        if ((own ?? (isPodman ? null : configuration.Store)) is not { } helper)
        {
            // Podman does without an entry that it cannot decode, and so without the login that is meant to be there.
            ConfigurationProblem? broken = inFile is null && configuration.BrokenKeyFor(authority) is { } key ? new(ConfigurationTrouble.EntryBroken, UntrustedText.Clean(key, 200)) : null;
            return new(path, null, inFile, broken, false) { OtherName = configuration.OtherNamesOf(authority).FirstOrDefault() };
        }

        HelperAnswer answer = await AskAsync(helper, own is not null, authority, cancellation).ConfigureAwait(false);
        return new(path, helper, answer.Login, null, inFile is not null)
        {
            Helper = answer,
            IsOwnHelper = own is not null,
            OtherName = answer.Login is null ? answer.OtherNames.Concat(configuration.OtherNamesOf(authority)).FirstOrDefault() : null,
        };
    }

    // Whom a store knows is no secret, and is asked once; only for those is it asked for a secret. A helper for one registry is asked at once,
    // since many have no list.
    private async Task<HelperAnswer> AskAsync(string helper, bool isOwn, string authority, CancellationToken cancellation)
    {
        IReadOnlyCollection<string>? names = null;
        if (!isOwn)
        {
            (names, HelperAnswer list) = await _names
                .GetOrAdd(helper, name => new(() => WithPatienceAsync(token => CredentialHelper.ListAsync(name, token))))
                .Value.WaitAsync(cancellation).ConfigureAwait(false);
            if (list.Trouble is HelperTrouble.Missing or HelperTrouble.BadName or HelperTrouble.NotStarted or HelperTrouble.TimedOut)
            {
                return list;
            }

            if (names is not null && !names.Any(name => ClientConfiguration.HostOf(name).Equals(authority, StringComparison.OrdinalIgnoreCase)))
            {
                return new(HelperTrouble.None) { OtherNames = OtherNames(names, authority) };
            }
        }

        HelperAnswer answer = await WithPatienceAsync(token => CredentialHelper.GetAsync(helper, authority, token)).WaitAsync(cancellation).ConfigureAwait(false);

        // A helper that knows the registry by a URL only may not find it by its name.
        return answer is { Trouble: HelperTrouble.None, Login: null } && names is not null ? answer with { OtherNames = OtherNames(names, authority) } : answer;
    }

    private static string[] OtherNames(IReadOnlyCollection<string> names, string authority) =>
        [.. names.Where(name => name != authority && (ClientConfiguration.IsOtherNameOf(name, authority) || ClientConfiguration.HostOf(name) == authority))];

    private Task<T> WithPatienceAsync<T>(Func<CancellationToken, Task<T>> ask) => _scope.Run(async stopped =>
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        deadline.CancelAfter(_patience);
        return await ask(deadline.Token).ConfigureAwait(false);
    });
}
