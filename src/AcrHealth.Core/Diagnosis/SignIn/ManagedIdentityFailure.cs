using System.Text.RegularExpressions;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Network.Proxies;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.SignIn;

/// <summary>Reports why the endpoint of managed identities gave no token.</summary>
internal static partial class ManagedIdentityFailure
{
    private const int MessageLength = 200;

    /// <summary>Whether a managed identity is configured. If not, the machine is probably outside Azure and has none.</summary>
    public static bool IsMeant(EntraTokenRequest request) => request.ManagedIdentityClientId is not null || IdentityVariables.NamesManagedIdentityEndpoint;

    /// <summary>Whether the endpoint itself responded, which only machines in Azure have.</summary>
    public static bool HasAnswered(SignInSourceFailure failure) =>
        failure.Host is null && (!failure.IsUnavailable || Several().IsMatch(failure.Message) || NotAssigned().IsMatch(failure.Message));

    /// <summary>Whether the endpoint responded that the machine has no such identity.</summary>
    public static bool IsNotAssigned(SignInSourceFailure failure) => NotAssigned().IsMatch(failure.Message);

    public static CheckOutcome Report(CheckContext context, EntraTokenRequest request, SignInSourceFailure failure, CredentialDetail detail)
    {
        Uri endpoint = IdentityVariables.ManagedIdentityEndpoint;
        string reason = failure.Host?.Reason ?? UntrustedText.Clean(failure.Message, MessageLength);
        if (Several().IsMatch(failure.Message))
        {
            return context.Report(SignInFindings.ManagedIdentityAmbiguous, detail, ("host", endpoint.Authority));
        }

        if (NotAssigned().IsMatch(failure.Message))
        {
            return Client(request) is { } client
                ? context.Report(
                    SignInFindings.ManagedIdentityNotAssigned,
                    detail,
                    ("client", client),
                    ("origin", request.ManagedIdentityClientId is null ? IdentityVariables.Client : context.Options.CommandSyntax.Parameter("ManagedIdentityClientId")),
                    ("host", endpoint.Authority))
                : context.Report(SignInFindings.ManagedIdentityMissing, detail, ("host", endpoint.Authority));
        }

        if (PlainHttpProxy.For(endpoint) is { } proxy)
        {
            return context.Report(
                SignInFindings.ManagedIdentityThroughProxy,
                detail,
                ("host", endpoint.Host),
                ("proxy", proxy.ToString()),
                ("variable", proxy.Variable),
                ("reason", reason));
        }

        return failure.Host is not null || failure.IsUnavailable
            ? context.Report(SignInFindings.ManagedIdentityUnreachable, detail, ("host", endpoint.Authority), ("reason", reason))
            : context.Report(SignInFindings.ManagedIdentityRefused, detail, ("host", endpoint.Authority), ("detail", reason));
    }

    private static string? Client(EntraTokenRequest request) => request.ManagedIdentityClientId ?? IdentityVariables.Value(IdentityVariables.Client);

    [GeneratedRegex("multiple (?:user.?assigned )?(?:managed )?identit", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Several();

    [GeneratedRegex(
        "identity (?:was )?not found|identity (?:isn.t|is not) assigned|no (?:user.?assigned|system.?assigned)[^.]{0,60}identity|no managed identity(?! endpoint)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NotAssigned();
}
