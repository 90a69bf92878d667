using System.Text;
using System.Text.Json;
using AcrHealth.AzureResourceManager;
using AcrHealth.Checks.Azure;
using AcrHealth.Identity;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Checks.Azure;

/// <summary>Runs one check that uses Azure Resource Manager, with the responses that the test gives.</summary>
internal static class ResourceManagerTestBed
{
    public const string Id = "/subscriptions/s/resourceGroups/group/providers/Microsoft.ContainerRegistry/registries/contoso";

    private static readonly ResourceManagerHost Host = new(new("https://management.example.com/"), "scope", ["audience"]);

    /// <summary>No other responses: every other path is not found.</summary>
    public static readonly Dictionary<string, string> Nothing = [];

    /// <param name="check">The check.</param>
    /// <param name="description">The registry, as Resource Manager describes it.</param>
    /// <param name="answers">Its other responses.</param>
    /// <param name="network">The virtual network that the caller named.</param>
    /// <param name="others">The outcomes of other checks.</param>
    public static Task<CheckOutcome> RunAsync(
        HealthCheck check, string description, Dictionary<string, string> answers, string? network = null, params (string Check, CheckOutcome Outcome)[] others)
    {
        var resource = new RegistryResource(ResourceId.Parse(Id)!, JsonDocument.Parse(description).RootElement);
        var client = new ResourceManagerClient(Host, "token", new Answers(answers), [], _ => { }, TimeSpan.FromSeconds(15));
        var view = new RegistryView(client, resource, TokenClaims.None, ResourceManagerReason.Wanted);
        return CheckTestBed.RunAsync(
            check, "contoso", new() { VirtualNetwork = network }, [(RegistryResourceCheck.CheckName, CheckOutcome.Passed("there").WithOutput(RegistryResourceCheck.View, view)), .. others]);
    }

    /// <summary>Responds by path; every other path is not found.</summary>
    internal sealed class Answers(Dictionary<string, string> bodies) : IResourceManagerPipeline
    {
        public Task<ResourceManagerResponse> SendAsync(ResourceManagerRequest request, CancellationToken cancellationToken) => Task.FromResult<ResourceManagerResponse>(
            bodies.TryGetValue(request.Url.AbsolutePath, out string? body)
                ? ResourceManagerResponse.Read(200, Encoding.UTF8.GetBytes(body))
                : ResourceManagerResponse.Read(404, """{"error":{"code":"ResourceNotFound"}}"""u8.ToArray()));
    }
}
