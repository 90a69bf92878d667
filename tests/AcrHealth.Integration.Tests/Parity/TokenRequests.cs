using System.Text.Json.Nodes;
using AcrHealth.Simulator;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>Asks a simulator's healthy registry for tokens.</summary>
internal static class TokenRequests
{
    /// <summary>The refresh token that the simulator's service principal gets.</summary>
    public static async Task<string> RefreshTokenAsync(AzureSimulator azure) => await PostAsync(
        azure,
        "exchange",
        "refresh_token",
        new() { ["grant_type"] = "access_token", ["tenant"] = azure.Identity.TenantId, ["access_token"] = azure.Identity.IssueEntraToken() });

    /// <summary>An access token for a scope.</summary>
    public static async Task<string> AccessTokenAsync(AzureSimulator azure, string scope) => await PostAsync(
        azure,
        "token",
        "access_token",
        new() { ["grant_type"] = "refresh_token", ["scope"] = scope, ["refresh_token"] = await RefreshTokenAsync(azure) });

    private static async Task<string> PostAsync(AzureSimulator azure, string endpoint, string name, Dictionary<string, string> form)
    {
        form["service"] = azure.Healthy.LoginServer;
        using HttpClient client = TrustingClient.Create(azure.CertificateAuthority);
        using var content = new FormUrlEncodedContent(form);
        using HttpResponseMessage answer = await client.PostAsync(
            new Uri($"https://{azure.Healthy.LoginServer}/oauth2/{endpoint}"), content, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        string body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonNode.Parse(body)![name]!.GetValue<string>();
    }
}
