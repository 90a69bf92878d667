using System.CommandLine;
using System.Net;
using AcrHealth.Cli.Resources;
using AcrHealth.Identity;
using AcrHealth.Text;

namespace AcrHealth.Cli.Options;

/// <summary>Determines how to sign in. The ways exclude each other.</summary>
internal static class SignInReader
{
    /// <summary>The variable with the password of <c>--username</c>.</summary>
    public const string PasswordVariable = "ACRHEALTH_PASSWORD";

    /// <summary>The variable with an Entra token.</summary>
    public const string TokenVariable = "ACRHEALTH_ACCESS_TOKEN";

    /// <exception cref="UsageException">Two ways were given, or a secret is missing.</exception>
    public static SignInMethod Read(RegistryOptions options, ParseResult given)
    {
        string? userName = given.GetValue(options.UserName);
        string? identity = given.GetValue(options.ManagedIdentityClientId);
        string? tenant = given.GetValue(options.TenantId);
        bool anonymous = given.GetValue(options.Anonymous);
        bool kubelet = given.GetValue(options.Kubelet);
        string? secret = given.GetValue(options.PullSecret);
        bool wantsToken = given.GetValue(options.TokenFromInput) || given.GetValue(options.TokenDescriptor) is not null;
        string[] ways =
        [
            .. userName is null ? [] : new[] { options.UserName.Name },
            .. wantsToken ? new[] { options.TokenFromInput.Name } : [],
            .. identity is null ? [] : new[] { options.ManagedIdentityClientId.Name },
            .. anonymous ? new[] { options.Anonymous.Name } : [],
            .. kubelet ? new[] { options.Kubelet.Name } : [],
            .. secret is null ? [] : new[] { options.PullSecret.Name },
        ];
        if (ways.Length > 1)
        {
            throw Usage(Texts.TwoWaysToSignIn, ways[0], ways[1]);
        }

        if (tenant is not null && (anonymous || userName is not null || kubelet || secret is not null))
        {
            throw Usage(Texts.TenantNotNeeded, ways[0]);
        }

        if (anonymous)
        {
            return new SignInMethod.Anonymous();
        }

        if (kubelet)
        {
            return new SignInMethod.Kubelet();
        }

        if (secret is not null)
        {
            return PullSecretReader.Read(secret);
        }

        if (userName is not null)
        {
            string? password = SecretReader.Read("--password", given.GetValue(options.PasswordFromInput), given.GetValue(options.PasswordDescriptor), PasswordVariable);
            return new SignInMethod.Password(new NetworkCredential(userName, password ?? throw Usage(Texts.PasswordMissing, PasswordVariable)));
        }

        if (identity is null && SecretReader.Read("--access-token", given.GetValue(options.TokenFromInput), given.GetValue(options.TokenDescriptor), TokenVariable) is { } token)
        {
            return new SignInMethod.Token(token, tenant);
        }

        return new SignInMethod.Entra(tenant, identity);
    }

    private static UsageException Usage(string format, params object[] arguments) =>
        new(MessageFormat.Format(format, arguments));
}
