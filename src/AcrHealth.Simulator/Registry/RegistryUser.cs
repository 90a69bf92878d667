using System.Security.Cryptography;

namespace AcrHealth.Simulator.Registry;

/// <summary>The user with a password that every registry knows, as the admin user or a repository token in Azure.</summary>
internal sealed record RegistryUser(string Name, string Password)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int PasswordLength = 52;

    public static RegistryUser Create() => new("simulated-user", RandomNumberGenerator.GetString(Alphabet, PasswordLength));
}
