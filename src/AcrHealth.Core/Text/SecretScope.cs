namespace AcrHealth.Text;

/// <summary>The session and the registry whose secrets may occur in a piece of work.</summary>
/// <param name="Session">The secrets of the session.</param>
/// <param name="Registry">The secrets of the current registry; null if there is none.</param>
internal sealed record SecretScope(SessionSecrets Session, SecretStore? Registry)
{
    /// <summary>The secrets of both.</summary>
    public IReadOnlyList<SecretStore> Stores { get; } = Registry is null ? [Session.Store] : [Session.Store, Registry];
}
