using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.SignIn;

/// <summary>Evaluates an access token that the caller gave, by its own claims.</summary>
internal static class GivenToken
{
    private const string Source = "AccessToken";

    // Newer tokens identify Microsoft Graph by this id; other services by URLs.
    private const string GraphId = "00000003-0000-0000-c000-000000000000";

    public static CheckOutcome Evaluate(CheckContext context, SignInMethod.Token given)
    {
        var nothing = new CredentialDetail { Source = Source };
        if (given.Value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return context.Report(SignInFindings.AccessTokenWithWhitespace, nothing);
        }

        if (!TokenClaims.IsToken(given.Value))
        {
            return context.Report(SignInFindings.AccessTokenMalformed, nothing);
        }

        TokenClaims claims = TokenClaims.Read(given.Value);
        CredentialDetail detail = claims.ToDetail(Source, claims.ExpiresOn);
        if (claims.Issuer == TokenClaims.RegistryIssuer)
        {
            return context.Report(SignInFindings.AccessTokenOfRegistry, detail, ("audience", claims.Audience ?? "-"));
        }

        if (claims.ExpiresOn <= DateTimeOffset.Now)
        {
            return context.Report(SignInFindings.AccessTokenExpired, detail, ("expiry", claims.ExpiresOn), ("now", DateTimeOffset.Now));
        }

        return claims.Audience is { } audience && IsForOtherService(context, audience)
            ? context.Report(SignInFindings.AccessTokenForOtherService, detail, ("audience", audience))
            : CheckOutcome.Passed(
                MessageFormat.Format(Strings.CredentialToken, claims.DisplayName, claims.TenantId ?? "-", context.Options.CommandSyntax.Parameter(Source)),
                detail);
    }

    // The services of an unknown cloud are unknown, and registries may some day have tokens for their own name.
    private static bool IsForOtherService(CheckContext context, string audience)
    {
        if (AzureCloud.ByAuthority(context.Options.Cloud.AuthorityFor(context.Target)) is null)
        {
            return false;
        }

        return audience == GraphId
            || (Uri.TryCreate(audience, UriKind.Absolute, out Uri? url) && url.Scheme == Uri.UriSchemeHttps
                && AzureCloud.ByLoginServer(url.Host) is null && !Accepted().Contains(url.Host, StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Accepted() => AzureCloud.All
        .SelectMany(cloud => new[] { cloud.ResourceManager.Host, new Uri(cloud.ClassicAudience).Host })
        .Append(new Uri(AzureCloud.RegistryScope).Host);
}
