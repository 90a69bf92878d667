namespace AcrHealth.Text;

/// <summary>The secrets of one session: those of its sign-in, those in the environment, and those that it sends and receives.</summary>
internal sealed class SessionSecrets : IDisposable
{
    private const int Capacity = 256 * 1024;

    private static readonly object Lock = new();
    private static readonly HashSet<SessionSecrets> Sessions = [];


    private SessionSecrets()
    {
    }

    /// <summary>The secrets that apply to all of the session's registries.</summary>
    public SecretStore Store { get; } = new(Capacity);

    /// <summary>Opens a session with the secrets that are known in advance: the caller's and the environment's.</summary>
    /// <param name="protect">Protects the caller's secrets.</param>
    public static SessionSecrets Open(Action protect)
    {
        var secrets = new SessionSecrets();
        SecretVault.Use(secrets.Store);
        lock (Lock)
        {
            Sessions.Add(secrets);
        }

        using (secrets.Enter())
        {
            protect();
            EnvironmentSecrets.Protect();
        }

        return secrets;
    }

    /// <summary>Returns the secrets of all current sessions and registries.</summary>
    public static IReadOnlyList<SecretStore> AllStores()
    {
        lock (Lock)
        {
            return [.. Sessions.Select(session => session.Store), .. RegistrySecrets.All()];
        }
    }

    /// <summary>
    /// Assigns the work that follows to the session, and with a name to one of its registries, until the result is disposed of or the calling method returns.
    /// </summary>
    public IDisposable Enter(string? registry = null) => new Visit(this, registry is null ? null : RegistrySecrets.Open(registry));

    /// <summary>Forgets the session's secrets.</summary>
    public void Dispose()
    {
        lock (Lock)
        {
            Sessions.Remove(this);
        }
    }

    private sealed class Visit : IDisposable
    {
        private readonly SecretScope? _before = SecretVault.Scope;
        private readonly RegistrySecrets? _registry;

        public Visit(SessionSecrets session, RegistrySecrets? registry)
        {
            _registry = registry;
            SecretVault.Scope = new(session, registry?.Store);
        }

        public void Dispose()
        {
            SecretVault.Scope = _before;
            _registry?.Close();
        }
    }
}
