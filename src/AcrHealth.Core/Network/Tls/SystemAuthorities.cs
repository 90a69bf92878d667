using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcrHealth.Network.Tls;

/// <summary>The certificate authorities that this machine trusts.</summary>
internal static class SystemAuthorities
{
    /// <summary>Whether there is none, as on a minimal container image without ca-certificates.</summary>
    public static bool AreMissing => (MachineAuthorities.Current?.AreMissing ?? IsEmpty(StoreLocation.LocalMachine)) && IsEmpty(StoreLocation.CurrentUser);

    /// <summary>Those that only this user trusts.</summary>
    public static X509Certificate2Collection OfUser() => Roots(StoreLocation.CurrentUser);

    private static bool IsEmpty(StoreLocation location)
    {
        X509Certificate2Collection all = Roots(location);
        foreach (X509Certificate2 certificate in all)
        {
            certificate.Dispose();
        }

        return all.Count == 0;
    }

    private static X509Certificate2Collection Roots(StoreLocation location)
    {
        try
        {
            using var store = new X509Store(StoreName.Root, location);
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            return store.Certificates;
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}
