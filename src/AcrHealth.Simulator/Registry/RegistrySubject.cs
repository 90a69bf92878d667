using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;

namespace AcrHealth.Simulator.Registry;

/// <summary>Somebody who has proved who they are to a registry; <paramref name="Id"/> is the empty string for the anonymous.</summary>
internal sealed record RegistrySubject(string Id, string Tenant)
{
    // With this user name the password is a refresh token: it is how `az acr login` hands one to docker.
    private const string RefreshTokenUser = "00000000-0000-0000-0000-000000000000";

    public bool IsAnonymous => Id.Length == 0;

    public static RegistrySubject Anonymous(RegistryService service) => new("", service.TenantId);

    public static RegistrySubject? FromPassword(BasicCredential credential, string loginServer, RegistryService service)
    {
        if (credential.UserName == RefreshTokenUser)
        {
            return FromRefreshToken(credential.Password, loginServer, service);
        }

        return credential.UserName == service.User.Name && credential.Password == service.User.Password
            ? new RegistrySubject(service.User.Name, service.TenantId)
            : null;
    }

    public static RegistrySubject? FromRefreshToken(string token, string loginServer, RegistryService service)
    {
        JsonObject? claims = service.Tokens.VerifyRefreshToken(token, loginServer);
        return claims is null ? null : new RegistrySubject(claims["sub"]!.GetValue<string>(), claims["tenant"]!.GetValue<string>());
    }
}
