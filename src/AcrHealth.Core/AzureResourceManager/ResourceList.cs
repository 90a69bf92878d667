using System.Text.Json;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.AzureResourceManager;

/// <summary>Collects the entries of a list page by page, up to a length that no real list has.</summary>
/// <param name="name">The name of the list, as it may be shown.</param>
internal sealed class ResourceList(string name)
{
    /// <summary>The maximum number of entries.</summary>
    public const int MaximumEntries = 10_000;

    /// <summary>The maximum number of bytes of all pages together.</summary>
    public const int MaximumBytes = 32 * Mebibyte;

    private const int Mebibyte = 1024 * 1024;

    private readonly List<JsonElement> _entries = [];
    private int _bytes;

    public IReadOnlyList<JsonElement> Entries => _entries;

    /// <summary>Adds a page.</summary>
    /// <exception cref="ResourceManagerException">The list exceeds the limit.</exception>
    public void Add(ResourceManagerResponse page, string member)
    {
        _bytes += page.Length;
        if (page.Body?.At(member) is not { ValueKind: JsonValueKind.Array } entries)
        {
            return;
        }

        if (_bytes > MaximumBytes || _entries.Count + entries.GetArrayLength() > MaximumEntries)
        {
            throw new ResourceManagerException(
                ResourceManagerProblem.Unusable, MessageFormat.Format(Strings.ArmListTooLong, name, MaximumEntries, MaximumBytes / Mebibyte));
        }

        _entries.AddRange(entries.EnumerateArray());
    }
}
