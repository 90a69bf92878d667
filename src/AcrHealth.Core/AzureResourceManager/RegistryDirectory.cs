using System.Text.Json;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.AzureResourceManager;

/// <summary>
/// All registries that an identity can see, in any subscription: listed once for all registries that are checked, and once more only
/// if the listing failed some time ago.
/// </summary>
internal sealed class RegistryDirectory
{
    private const string Query =
        "resources | where type =~ 'microsoft.containerregistry/registries' | project id, name, loginServer = tostring(properties.loginServer)";

    private static readonly TimeSpan FailureCacheDuration = TimeSpan.FromSeconds(30);

    private readonly object _lock = new();
    private readonly Dictionary<Uri, (Task<IReadOnlyList<RegistryEntry>> List, long Started)> _lists = [];

    /// <exception cref="ResourceManagerException">They could not be listed.</exception>
    public Task<IReadOnlyList<RegistryEntry>> ListAsync(Uri endpoint, ResourceManagerClient client, CancellationToken session, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<RegistryEntry>> list;
        lock (_lock)
        {
            if (!_lists.TryGetValue(endpoint, out var known) || (known.List.IsFaulted && Environment.TickCount64 - known.Started > FailureCacheDuration.TotalMilliseconds))
            {
                known = (Task.Run(() => ReadAsync(client, session), CancellationToken.None), Environment.TickCount64);
                _lists[endpoint] = known;
            }

            list = known.List;
        }

        return list.WaitAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<RegistryEntry>> ReadAsync(ResourceManagerClient client, CancellationToken session)
    {
        IReadOnlyList<JsonElement> rows = await client.QueryAsync(Query, session).ConfigureAwait(false);
        return
        [
            .. rows.Select(row => (Id: ResourceId.Parse(row.Text("id")), Server: row.Text("loginServer")))
                .Where(row => row.Id is not null)
                .Select(row => new RegistryEntry(row.Id!, row.Server)),
        ];
    }
}

/// <summary>A registry that an identity can see.</summary>
internal sealed record RegistryEntry(ResourceId Id, string? LoginServer);
