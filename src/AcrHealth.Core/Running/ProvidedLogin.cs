using AcrHealth.Identity;

namespace AcrHealth.Running;

/// <summary>
/// Declares the login that the kubelet or a pull secret has for a registry: the output of the check Credential, which every request of the run uses.
/// </summary>
internal static class ProvidedLogin
{
    /// <summary>The name of the check that finds it.</summary>
    public const string Check = "Credential";

    /// <summary>The login; none if the caller said how to sign in.</summary>
    public static readonly CheckOutput<SignInMethod.Password> Output = new(Check);
}
