namespace AcrHealth.Simulator.Tokens;

/// <summary>Somebody Microsoft Entra ID knows: a service principal or a managed identity.</summary>
internal sealed record Principal(string ClientId, string ObjectId)
{
    public static Principal Create() => new(Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
}
