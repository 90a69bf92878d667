namespace AcrHealth.Text;

/// <summary>Whose secrets a piece of work may meet.</summary>
/// <param name="Session">The session's.</param>
/// <param name="Registry">Those of the registry in hand; null where there is none.</param>
internal sealed record SecretScope(SessionSecrets Session, SecretStore? Registry)
{
    /// <summary>The secrets of both.</summary>
    public IReadOnlyList<SecretStore> Stores { get; } = Registry is null ? [Session.Store] : [Session.Store, Registry];
}
