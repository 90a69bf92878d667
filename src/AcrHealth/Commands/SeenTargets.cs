using System.Security.Cryptography;
using System.Text;
using AcrHealth.Targets;

namespace AcrHealth.Commands;

/// <summary>Remembers which registries a command has been given, so that each is checked once for each image. Keeps a hash of each name, since names may come by the thousand.</summary>
internal sealed class SeenTargets
{
    private readonly HashSet<Int128> _hashes = [];

    /// <summary>Adds a registry and returns whether it is new. A resource id counts as itself: only Resource Manager knows its registry.</summary>
    public bool Add(RegistryTarget target)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{target.ResourceId?.ToUpperInvariant() ?? target.DisplayName.ToUpperInvariant()} {target.Image}"));
        return _hashes.Add(new Int128(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, sizeof(ulong))));
    }
}
