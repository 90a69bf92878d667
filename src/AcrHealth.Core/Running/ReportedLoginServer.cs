using System.Text.Json;
using AcrHealth.AzureResourceManager;
using AcrHealth.Targets;

namespace AcrHealth.Running;

/// <summary>
/// Finds the login server of a registry that was given as a resource id: with a domain name label it is not the registry's name with the cloud's suffix.
/// </summary>
internal static class ReportedLoginServer
{
    /// <summary>
    /// Returns the registry with the login server that Resource Manager reports; the same target if it was not given as a resource id, or if Resource
    /// Manager does not report it, which the check RegistryResource then says.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<RegistryTarget?> ResolveAsync(HealthCheckSession session, RegistryTarget? target, CancellationToken cancellationToken)
    {
        if (ResourceId.Parse(target?.ResourceId) is not { } id)
        {
            return target;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, session.Stopped);
        deadline.CancelAfter(session.Options.Timeout);
        try
        {
            (ResourceManagerClient? client, _, _) = await ResourceManagerConnection.OpenAsync(session, target!, deadline.Token).ConfigureAwait(false);
            if (client is null)
            {
                return target;
            }

            JsonElement description = await client.GetAsync(id.Text, ResourceManagerApi.Registries, deadline.Token).ConfigureAwait(false);
            return new RegistryResource(id, description).LoginServer is { } server ? At(server, target!, session.Options.Cloud) : target;
        }
        catch (ResourceManagerException)
        {
            return target;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return target;
        }
    }

    private static RegistryTarget At(string server, RegistryTarget target, CloudChoice cloud) => RegistryParser.TryParse(server, cloud) is { } reported
        ? new RegistryTarget
        {
            Input = target.Input,
            Name = reported.Name ?? target.Name,
            Host = reported.Host,
            Port = reported.Port,
            Cloud = reported.Cloud,
            ResourceId = target.ResourceId,
        }.WithImage(target.Image)
        : target;
}
