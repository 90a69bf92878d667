using System.Text.Json.Nodes;

namespace AcrHealth.Simulator.Tokens;

/// <summary>Access tokens of Microsoft Entra ID.</summary>
internal sealed class EntraTokens(TokenSigner signer, string tenantId, string issuer)
{
    /// <summary>The lifetime of a token if no other was requested; Entra ID varies it between 60 and 90 minutes.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(75);

    // Entra ID backdates its tokens by as much, for clients whose clock is slow.
    private static readonly TimeSpan Backdating = TimeSpan.FromMinutes(5);

    public string Issue(Principal principal, string audience, TimeSpan lifetime)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        DateTimeOffset expires = now + lifetime;
        long notBefore = ((expires < now ? expires : now) - Backdating).ToUnixTimeSeconds();
        return signer.Sign(new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = issuer,
            ["iat"] = notBefore,
            ["nbf"] = notBefore,
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["appid"] = principal.ClientId,
            ["appidacr"] = "1",
            ["idp"] = issuer,
            ["idtyp"] = "app",
            ["oid"] = principal.ObjectId,
            ["sub"] = principal.ObjectId,
            ["tid"] = tenantId,
            ["uti"] = Guid.NewGuid().ToString("N"),
            ["ver"] = "1.0",
        });
    }

    /// <summary>The claims of a token of ours that a registry may take; <see langword="null"/> for anything else.</summary>
    public JsonObject? VerifyForRegistry(string token) => Verify(token, KnownAudiences.Contains);

    /// <summary>The same for Azure Resource Manager, which takes no tokens of the registry service's.</summary>
    public JsonObject? VerifyForResourceManager(string token) => Verify(token, KnownAudiences.IsResourceManager);

    private JsonObject? Verify(string token, Func<string, bool> isFor)
    {
        JsonObject? claims = signer.Verify(token);
        return claims?["aud"]?.GetValue<string>() is { } audience && isFor(audience) ? claims : null;
    }
}
