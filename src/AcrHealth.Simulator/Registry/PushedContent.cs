using System.Collections.Concurrent;

namespace AcrHealth.Simulator.Registry;

/// <summary>The content that was pushed to one registry and has not been deleted since.</summary>
internal sealed class PushedContent
{
    private readonly ConcurrentDictionary<(string Repository, string Digest), StoredManifest> _manifests = new();
    private readonly ConcurrentDictionary<(string Repository, string Tag), string> _tags = new();
    private readonly ConcurrentDictionary<(string Repository, string Digest), bool> _blobs = new();
    private readonly ConcurrentDictionary<Guid, MemoryStream> _uploads = new();

    public IEnumerable<string> Repositories => _manifests.Keys.Select(key => key.Repository).Distinct();

    public IEnumerable<string> TagsOf(string repository) => _tags.Keys.Where(key => key.Repository == repository).Select(key => key.Tag).Order(StringComparer.Ordinal);

    public bool HasBlob(string repository, string digest) => _blobs.ContainsKey((repository, digest));

    public void AddBlob(string repository, string digest) => _blobs[(repository, digest)] = true;

    public bool RemoveBlob(string repository, string digest) => _blobs.TryRemove((repository, digest), out _);

    public StoredManifest? FindManifest(string repository, string reference) =>
        _manifests.GetValueOrDefault((repository, _tags.GetValueOrDefault((repository, reference), reference)));

    public void AddManifest(string repository, string reference, StoredManifest manifest)
    {
        _manifests[(repository, manifest.Digest)] = manifest;
        if (reference != manifest.Digest)
        {
            _tags[(repository, reference)] = manifest.Digest;
        }
    }

    /// <summary>Deletes a manifest with all its tags.</summary>
    public bool RemoveManifest(string repository, string digest)
    {
        foreach ((string Repository, string Tag) key in _tags.Where(tag => tag.Key.Repository == repository && tag.Value == digest).Select(tag => tag.Key))
        {
            _tags.TryRemove(key, out _);
        }

        return _manifests.TryRemove((repository, digest), out _);
    }

    public Guid BeginUpload()
    {
        var id = Guid.NewGuid();
        _uploads[id] = new MemoryStream();
        return id;
    }

    public MemoryStream? FindUpload(Guid id) => _uploads.GetValueOrDefault(id);

    public void EndUpload(Guid id) => _uploads.TryRemove(id, out _);
}

/// <summary>A manifest as it was pushed.</summary>
internal sealed record StoredManifest(string Digest, string MediaType, ReadOnlyMemory<byte> Content);
