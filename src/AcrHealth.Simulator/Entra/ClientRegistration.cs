using System.Security.Cryptography;
using AcrHealth.Simulator.Tokens;

namespace AcrHealth.Simulator.Entra;

/// <summary>The one application that the simulated tenant knows, with its secret.</summary>
internal sealed record ClientRegistration(string TenantId, Principal Principal, string Secret)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
    private const int SecretLength = 40;

    public static ClientRegistration Create() => new(
        Guid.NewGuid().ToString(), Principal.Create(), RandomNumberGenerator.GetString(Alphabet, SecretLength));
}
