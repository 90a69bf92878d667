using System.Text.Json.Nodes;
using AcrHealth.Simulator.Registry;

namespace AcrHealth.Simulator.Tokens;

/// <summary>The refresh and access tokens of the registry service; each is good for one registry.</summary>
internal sealed class RegistryTokens(TokenSigner signer)
{
    private const string Issuer = "Azure Container Registry";
    private const string RefreshTokenKind = "refresh_token";
    private const string AccessTokenKind = "access_token";

    private static readonly TimeSpan RefreshTokenLifetime = TimeSpan.FromHours(3);
    private static readonly TimeSpan AccessTokenLifetime = TimeSpan.FromMinutes(75);

    public string IssueRefreshToken(string service, string subject, string tenant)
    {
        JsonObject claims = Claims(service, subject, tenant, RefreshTokenKind, RefreshTokenLifetime);
        claims["permissions"] = new JsonObject { ["actions"] = new JsonArray("read", "write", "delete"), ["notActions"] = null };
        return signer.Sign(claims);
    }

    public string IssueAccessToken(string service, RegistrySubject subject, IEnumerable<RegistryScope> access)
    {
        JsonObject claims = Claims(service, subject.Id, subject.IsAnonymous ? null : subject.Tenant, AccessTokenKind, AccessTokenLifetime);
        claims["access"] = new JsonArray([.. access.Select(scope => scope.ToClaim())]);
        return signer.Sign(claims);
    }

    public JsonObject? VerifyRefreshToken(string token, string service) => Verify(token, service, RefreshTokenKind);

    public JsonObject? VerifyAccessToken(string token, string service) => Verify(token, service, AccessTokenKind);

    private static JsonObject Claims(string service, string subject, string? tenant, string kind, TimeSpan lifetime)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        var claims = new JsonObject
        {
            ["jti"] = Guid.NewGuid().ToString(),
            ["sub"] = subject,
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["iss"] = Issuer,
            ["aud"] = service,
            ["version"] = "1.0",
            ["rid"] = Guid.NewGuid().ToString("N"),
            ["grant_type"] = kind,
            ["roles"] = new JsonArray(),
        };
        if (tenant is not null)
        {
            claims["tenant"] = tenant;
        }

        return claims;
    }

    private JsonObject? Verify(string token, string service, string kind)
    {
        JsonObject? claims = signer.Verify(token);
        return claims?["aud"]?.GetValue<string>() == service && claims["grant_type"]?.GetValue<string>() == kind ? claims : null;
    }
}
