using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcrHealth.Network.Tls;

/// <summary>The certificate authorities that this machine trusts.</summary>
internal static class SystemAuthorities
{
    /// <summary>Whether there is none, as on a minimal container image without ca-certificates.</summary>
    public static bool AreMissing => IsEmpty(StoreLocation.LocalMachine) && IsEmpty(StoreLocation.CurrentUser);

    private static bool IsEmpty(StoreLocation location)
    {
        try
        {
            using var store = new X509Store(StoreName.Root, location);
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            X509Certificate2Collection all = store.Certificates;
            bool isEmpty = all.Count == 0;
            foreach (X509Certificate2 certificate in all)
            {
                certificate.Dispose();
            }

            return isEmpty;
        }
        catch (CryptographicException)
        {
            return true;
        }
    }
}
