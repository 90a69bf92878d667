using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace AcrHealth.Simulator.Registry;

/// <summary>Blobs by their digests, which all registries of the cloud share as they may: a digest says what its content is.</summary>
internal sealed class ContentStore
{
    // The simulator is for tests and for trying things out, and nobody's images are to fill a machine's memory.
    private const long Capacity = 64 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> _blobs = new();
    private long _size;

    public ContentStore(SampleImage image)
    {
        foreach ((string digest, byte[] blob) in image.Blobs)
        {
            _blobs[digest] = blob;
        }
    }

    public static string Digest(ReadOnlySpan<byte> content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    public ReadOnlyMemory<byte>? Find(string digest) => _blobs.TryGetValue(digest, out ReadOnlyMemory<byte> blob) ? blob : null;

    /// <summary>Keeps a blob; <see langword="false"/> if there is no room left.</summary>
    public bool TryAdd(string digest, ReadOnlyMemory<byte> blob)
    {
        if (Interlocked.Add(ref _size, blob.Length) > Capacity)
        {
            Interlocked.Add(ref _size, -blob.Length);
            return false;
        }

        _blobs[digest] = blob;
        return true;
    }
}
