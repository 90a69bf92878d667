namespace AcrHealth.Containers;

/// <summary>An entry under auths cannot be decoded, so docker refuses the whole file.</summary>
/// <param name="key">The key of the entry, fit to be shown.</param>
internal sealed class InvalidAuthEntryException(string key) : FormatException($"auths, {key}")
{
    public string Key { get; } = key;
}
