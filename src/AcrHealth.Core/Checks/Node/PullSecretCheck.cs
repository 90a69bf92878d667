using AcrHealth.Checks.Connection;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Nodes;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Node;

/// <summary>Evaluates a pull secret of Kubernetes as the kubelet reads it, and passes on its login for the registry.</summary>
internal sealed class PullSecretCheck : HealthCheck
{
    public const string CheckName = NodeCheckNames.PullSecret;

    /// <summary>The credential that the kubelet would attach to pulls from the registry.</summary>
    public static readonly CheckOutput<NodeCredential> Credential = new(CheckName);

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.PullSecret];

    public override string Description => Strings.PullSecretDescription;

    public override string? NotApplicableReason(HealthCheckOptions options) =>
        options.SignIn is SignInMethod.PullSecret ? null : MessageFormat.Format(Strings.PullSecretNotGiven, options.CommandSyntax.Parameter("PullSecret"));

    public override Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Run(context, (SignInMethod.PullSecret)context.Options.SignIn));

    private static CheckOutcome Run(CheckContext context, SignInMethod.PullSecret given)
    {
        if (context.Target.Host is null)
        {
            return CheckOutcome.BlockedOn(LoginServerCheck.CheckName);
        }

        string source = UntrustedText.Clean(given.Source, 200);
        try
        {
            return Evaluate(context, source, PullSecretReader.Read(given.Text));
        }
        catch (PullSecretException exception)
        {
            return exception.Problem switch
            {
                PullSecretProblem.WrongType => context.Report(NodeFindings.PullSecretWrongType, null, ("source", source), ("type", UntrustedText.Clean(exception.Message))),
                PullSecretProblem.EntryBroken => context.Report(NodeFindings.PullSecretEntryBroken, null, ("source", source), ("key", UntrustedText.Clean(exception.Message))),
                _ => context.Report(NodeFindings.PullSecretUnreadable, null, ("source", source), ("reason", UntrustedText.Clean(exception.Message))),
            };
        }
    }

    private static CheckOutcome Evaluate(CheckContext context, string source, PullSecret secret)
    {
        string image = CredentialJudge.ImageOf(context);
        var detail = new NodeCredentialDetail { Source = secret.Name ?? source, Patterns = [.. secret.Logins.Keys.Select(key => UntrustedText.Clean(key, 200))] };
        if (ImagePattern.InOrder(secret.Logins.Keys, image).FirstOrDefault() is not { } key)
        {
            return context.Report(
                NodeFindings.PullSecretKeyDiffers, detail, ("source", detail.Source), ("keys", UntrustedText.Clean(string.Join(", ", detail.Patterns), 200)), ("imageName", image));
        }

        PullSecretLogin login = secret.Logins[key];
        var credential = new NodeCredential(login.UserName, login.Password, CheckName);
        detail = CredentialJudge.With(detail, key, credential, context.Target);
        if (login.Password.Length == 0)
        {
            return context.Report(
                login.HasIdentityToken ? NodeFindings.PullSecretIdentityToken : NodeFindings.PullSecretWithoutPassword, detail, ("source", detail.Source), ("key", detail.Key));
        }

        if (credential.ExpiresOn <= DateTimeOffset.Now)
        {
            return context.Report(NodeFindings.PullSecretExpired, detail, ("source", detail.Source), ("expiry", credential.ExpiresOn), ("now", DateTimeOffset.Now));
        }

        // A pod that moves to another node tomorrow pulls again, with a token that has expired by then.
        return credential.ExpiresOn is { } expiry
            ? context.Report(NodeFindings.PullSecretShortLived, detail, ("source", detail.Source), ("expiry", expiry)).WithOutput(Credential, credential)
            : CheckOutcome.Passed(MessageFormat.Format(Strings.PullSecretFits, detail.Source, detail.Key, credential.ShownUserName), detail).WithOutput(Credential, credential);
    }
}
