using System.Text.Json.Nodes;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Registry;

/// <summary>The permissions of the sender of a request to the registry's API.</summary>
internal sealed class Caller
{
    private const string BearerPrefix = "Bearer ";

    private static readonly Caller Unknown = new([], refusal: null);
    private static readonly Caller Refused = new([], refusal: "invalid_token");

    // A user name and password may do everything; null stands for that.
    private static readonly Caller User = new(null, "insufficient_scope");

    private readonly IReadOnlyList<RegistryScope>? _access;
    private bool _isAnonymous;

    private Caller(IReadOnlyList<RegistryScope>? access, string? refusal)
    {
        _access = access;
        Refusal = refusal;
    }

    /// <summary>The <c>error</c> of the challenge when this caller may not; <see langword="null"/> if it has not said who it is.</summary>
    public string? Refusal { get; }

    public static Caller Of(HttpRequest request, string loginServer, RegistryService service)
    {
        string header = request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return Unknown;
        }

        if (BasicCredential.From(request) is { } credential)
        {
            return RegistrySubject.FromPassword(credential, loginServer, service) is null ? Refused : User;
        }

        if (!header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase)
            || service.Tokens.VerifyAccessToken(header[BearerPrefix.Length..].Trim(), loginServer) is not { } claims)
        {
            return Refused;
        }

        JsonArray access = claims["access"]!.AsArray();
        return new Caller([.. access.Select(claim => RegistryScope.FromClaim(claim!))], "insufficient_scope")
        {
            _isAnonymous = claims["sub"]!.GetValue<string>() == RegistrySubject.Anonymous(service).Id,
        };
    }

    /// <summary>Whether it may do what needs <paramref name="scope"/>, or anything at all if that is <see langword="null"/>.</summary>
    public bool May(RegistryScope? scope)
    {
        if (this == Unknown || this == Refused)
        {
            return false;
        }

        return scope is null || _access is null || ((!_isAnonymous || Repositories.IsPublic(scope.Name)) && _access.Any(granted => granted.Allows(scope)));
    }
}
