using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;

namespace AcrHealth.Simulator.Registry;

/// <summary>The caller of a registry: an identity that has proved itself, or an anonymous one.</summary>
internal sealed record RegistrySubject(string Id, string Tenant)
{
    // With this user name the password is a refresh token: it is how `az acr login` hands one to docker.
    private const string RefreshTokenUser = "00000000-0000-0000-0000-000000000000";

    // The subject of tokens that the service gives to anybody.
    private const string AnonymousId = "acr_anon_pull";

    public bool IsAnonymous => Id == AnonymousId;

    /// <summary>Whether tokens name all repositories (<c>*</c>) and not those that were asked for.</summary>
    public bool HasEveryRepository { get; private init; }

    public static RegistrySubject Anonymous(RegistryService service) => new(AnonymousId, service.TenantId) { HasEveryRepository = true };

    public static RegistrySubject? FromPassword(BasicCredential credential, string loginServer, RegistryService service)
    {
        if (credential.UserName == RefreshTokenUser)
        {
            return FromRefreshToken(credential.Password, loginServer, service);
        }

        return credential.UserName == service.User.Name && credential.Password == service.User.Password
            ? new RegistrySubject(service.User.Name, service.TenantId) { HasEveryRepository = true }
            : null;
    }

    public static RegistrySubject? FromRefreshToken(string token, string loginServer, RegistryService service)
    {
        JsonObject? claims = service.Tokens.VerifyRefreshToken(token, loginServer);
        return claims is null ? null : new RegistrySubject(claims["sub"]!.GetValue<string>(), claims["tenant"]!.GetValue<string>());
    }
}
