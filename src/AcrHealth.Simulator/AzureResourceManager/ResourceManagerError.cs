using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.AzureResourceManager;

/// <summary>
/// An error of Azure Resource Manager, in the form that all of its services share
/// (https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors).
/// </summary>
internal sealed record ResourceManagerError(int Status, string Code, string Message)
{
    public static ResourceManagerError NoToken { get; } = new(
        StatusCodes.Status401Unauthorized, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");

    public static ResourceManagerError InvalidToken { get; } = new(
        StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken", "The access token is invalid.");

    public static ResourceManagerError NoApiVersion { get; } = new(
        StatusCodes.Status400BadRequest,
        "MissingApiVersionParameter",
        "The api-version query parameter (?api-version=) is required for all requests.");

    public static ResourceManagerError UnsupportedMethod { get; } = new(
        StatusCodes.Status405MethodNotAllowed, "HttpMethodNotAllowed", "Only reading is simulated.");

    public static ResourceManagerError UnknownPath { get; } = new(
        StatusCodes.Status404NotFound, "NotFound", "No such path is simulated.");

    public static ResourceManagerError Denied { get; } = new(
        StatusCodes.Status403Forbidden,
        "AuthorizationFailed",
        "The client does not have authorization to perform the action over the scope, or the scope is invalid.");

    public static ResourceManagerError Throttled { get; } = new(
        StatusCodes.Status429TooManyRequests, "TooManyRequests", "Number of requests for the subscription exceeded the limit.");

    public static ResourceManagerError UnknownResource(string name) => new(
        StatusCodes.Status404NotFound, "ResourceNotFound", $"The Resource '{name}' was not found.");

    public static ResourceManagerError UnknownSubscription(string id) => new(
        StatusCodes.Status404NotFound, "SubscriptionNotFound", $"The subscription '{id}' could not be found.");

    public static ResourceManagerError UnknownGroup(string name) => new(
        StatusCodes.Status404NotFound, "ResourceGroupNotFound", $"Resource group '{name}' could not be found.");

    public static ResourceManagerError UnknownRegistry(string name) => new(
        StatusCodes.Status404NotFound,
        "ResourceNotFound",
        $"The Resource '{SimulatedResourceManager.RegistryType}/{name}' under resource group "
            + $"'{SimulatedResourceManager.ResourceGroup}' was not found.");

    public Task WriteAsync(HttpContext http) => JsonResponse.WriteAsync(
        http, Status, new JsonObject { ["error"] = new JsonObject { ["code"] = Code, ["message"] = Message } });
}
