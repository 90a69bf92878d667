using System.Collections.Concurrent;
using AcrHealth.Running;

namespace AcrHealth.Containers;

/// <summary>The logins that container clients have stored, for all registries of an invocation: files are read once, and stores are asked once whom they know.</summary>
internal sealed class SharedLogins
{
    // A keychain that waits for somebody to unlock it is not to hold up a registry's other results for longer.
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Path, bool IsPodman), Lazy<ConfigurationFile>> _files = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<(IReadOnlyCollection<string>? Names, HelperTrouble Trouble)>>> _names = new();
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

    /// <summary>Looks for the login that a client uses for the registry of a host and port.</summary>
    public async Task<LoginLookup> FindAsync(bool isPodman, string authority, CancellationToken cancellation)
    {
        LoginLookup? last = null;
        foreach (string path in isPodman ? ClientFiles.OfPodman() : ClientFiles.OfDocker())
        {
            ConfigurationFile file = _files.GetOrAdd((path, isPodman), static key => new(() => ConfigurationFile.Load(key.Path, key.IsPodman))).Value;
            if (file.IsThere)
            {
                last = file.Configuration is { } configuration
                    ? await FindAsync(path, configuration, isPodman, authority, cancellation).ConfigureAwait(false)
                    : new(path, null, null, file.Problem, false);
                if (last.Login is not null || last.Problem is not null || last.Helper is { Trouble: not HelperTrouble.None })
                {
                    return last;
                }
            }
        }

        return last ?? new(null, null, null, null, false);
    }

    private async Task<LoginLookup> FindAsync(
        string path, ClientConfiguration configuration, bool isPodman, string authority, CancellationToken cancellation)
    {
        StoredLogin? inFile = configuration.LoginFor(authority);
        string? own = configuration.OwnHelperFor(authority);

        // Podman knows helpers for single registries only.
        if ((own ?? (isPodman ? null : configuration.Store)) is not { } helper)
        {
            return new(path, null, inFile, null, false);
        }

        HelperAnswer answer = await AskAsync(helper, own is not null, authority, cancellation).ConfigureAwait(false);
        return new(path, helper, answer.Login, null, inFile is not null) { Helper = answer };
    }

    // Whom a store knows is no secret, and is asked once; only for those is it asked for a secret. A helper for one registry is asked at once,
    // since many have no list.
    private async Task<HelperAnswer> AskAsync(string helper, bool isOwn, string authority, CancellationToken cancellation)
    {
        if (!isOwn)
        {
            (IReadOnlyCollection<string>? names, HelperTrouble trouble) = await _names
                .GetOrAdd(helper, name => new(() => WithPatienceAsync(token => CredentialHelper.ListAsync(name, token))))
                .Value.WaitAsync(cancellation).ConfigureAwait(false);
            if (trouble is HelperTrouble.Missing or HelperTrouble.BadName or HelperTrouble.TimedOut || (names is not null && !names.Contains(authority)))
            {
                return new(trouble);
            }
        }

        return await WithPatienceAsync(token => CredentialHelper.GetAsync(helper, authority, token)).WaitAsync(cancellation).ConfigureAwait(false);
    }

    private Task<T> WithPatienceAsync<T>(Func<CancellationToken, Task<T>> ask) => _scope.Run(async stopped =>
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        deadline.CancelAfter(_patience);
        return await ask(deadline.Token).ConfigureAwait(false);
    });
}
