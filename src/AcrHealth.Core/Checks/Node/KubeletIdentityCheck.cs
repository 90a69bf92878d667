using System.Text.Json;
using AcrHealth.Containers;
using AcrHealth.Details;
using AcrHealth.Diagnosis.SignIn;
using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Nodes;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Node;

/// <summary>Reads which identity the kubelet pulls with, and signs in with a user-assigned managed identity, which only this machine can do.</summary>
internal sealed class KubeletIdentityCheck : HealthCheck
{
    public const string CheckName = NodeCheckNames.KubeletIdentity;

    private const string UserAssigned = "UserAssignedManagedIdentity";
    private const string SystemAssigned = "SystemAssignedManagedIdentity";
    private const string ServicePrincipal = "ServicePrincipal";

    // Azure's installer writes this instead of a client id if there is a managed identity.
    private const string ManagedIdentityClient = "msi";

    private static readonly Dictionary<string, AzureCloud> Clouds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AzurePublicCloud"] = AzureCloud.Public,
        ["AzureChinaCloud"] = AzureCloud.China,
        ["AzureUSGovernmentCloud"] = AzureCloud.Government,
    };

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Node;

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.KubeletIdentity];

    public override string Description => Strings.KubeletIdentityDescription;

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var files = new NodeFiles(context.Options.NodeRoot);
        if (!File.Exists(files.IdentityFile))
        {
            return CheckOutcome.NotApplicable(MessageFormat.Format(Strings.NodeFileMissing, files.IdentityFile));
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(Files.BoundedFile.ReadAllBytes(files.IdentityFile).AsMemory());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return context.Report(NodeFindings.NodeIdentityUnreadable, null, ("file", files.IdentityFile), ("reason", UntrustedText.Clean(exception.Message)));
        }
        catch (JsonException exception)
        {
            return context.Report(NodeFindings.NodeIdentityInvalid, null, ("file", files.IdentityFile), ("line", (exception.LineNumber ?? 0) + 1));
        }

        using (document)
        {
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? await EvaluateAsync(context, files.IdentityFile, document.RootElement, cancellationToken).ConfigureAwait(false)
                : context.Report(NodeFindings.NodeIdentityInvalid, null, ("file", files.IdentityFile), ("line", 1));
        }
    }

    private static async Task<CheckOutcome> EvaluateAsync(CheckContext context, string file, JsonElement root, CancellationToken cancellationToken)
    {
        SecretVault.Protect(GoJson.Text(root, "aadClientSecret"));
        SecretVault.Protect(GoJson.Text(root, "aadClientCertPassword"));
        string? client = GoJson.Text(root, "aadClientId");
        string? identity = GoJson.Text(root, "userAssignedIdentityID");
        bool isManaged = TolerantJson.Member(root, "useManagedIdentityExtension") is { ValueKind: JsonValueKind.True };
        string? kind = isManaged ? (string.IsNullOrEmpty(identity) ? SystemAssigned : UserAssigned)
            : !string.IsNullOrEmpty(client) && client != ManagedIdentityClient ? ServicePrincipal
            : null;
        var detail = new KubeletIdentityDetail
        {
            File = file,
            Kind = kind,
            ClientId = kind == UserAssigned ? Shown(identity) : kind == ServicePrincipal ? Shown(client) : null,
            TenantId = Shown(GoJson.Text(root, "tenantId")),
            Cloud = Shown(GoJson.Text(root, "cloud")) ?? "AzurePublicCloud",
        };
        if (kind is null)
        {
            return context.Report(NodeFindings.NodeIdentityMissing, detail, ("file", file));
        }

        if (kind == ServicePrincipal)
        {
            return string.IsNullOrEmpty(GoJson.Text(root, "aadClientSecret")) && string.IsNullOrEmpty(GoJson.Text(root, "aadClientCertPath"))
                ? context.Report(NodeFindings.NodeIdentityWithoutSecret, detail, ("file", file), ("client", detail.ClientId))
                : CheckOutcome.Passed(MessageFormat.Format(Strings.KubeletServicePrincipal, detail.ClientId, detail.Cloud), detail);
        }

        return kind == SystemAssigned
            ? CheckOutcome.Passed(MessageFormat.Format(Strings.KubeletSystemAssigned, detail.Cloud), detail)
            : await SignInAsync(context, detail, cancellationToken).ConfigureAwait(false);
    }

    // An identity that is in the file but no longer on the machine was replaced or deleted.
    private static async Task<CheckOutcome> SignInAsync(CheckContext context, KubeletIdentityDetail detail, CancellationToken cancellationToken)
    {
        AzureCloud cloud = Clouds.GetValueOrDefault(detail.Cloud!, AzureCloud.Public);
        var request = new EntraTokenRequest(cloud.AuthorityHost, true, AzureCloud.RegistryScope, cloud.ResourceManagerScope, null, detail.ClientId)
        {
            CertificateAuthorities = context.Options.CertificateAuthorities,
        };
        try
        {
            EntraToken token = await context.Session.AcquireTokenAsync(request, cancellationToken).ConfigureAwait(false);
            SecretVault.Protect(token.Value);
            return CheckOutcome.Passed(MessageFormat.Format(Strings.KubeletUserAssigned, detail.ClientId, detail.Cloud), detail);
        }
        catch (EntraSignInException exception)
        {
            SignInSourceFailure? failure = exception.Attempts.FirstOrDefault(attempt => attempt.Source == SignInSource.ManagedIdentity);
            string reason = UntrustedText.Clean(failure?.Host?.Reason ?? failure?.Message ?? exception.Message, 200);
            return failure is not null && ManagedIdentityFailure.IsNotAssigned(failure)
                ? context.Report(NodeFindings.NodeIdentityNotOnMachine, detail, ("client", detail.ClientId), ("file", detail.File), ("reason", reason))
                : context.Report(NodeFindings.NodeIdentityUnverified, detail, ("client", detail.ClientId), ("reason", reason));
        }
        catch (TimeoutException)
        {
            return context.Report(
                NodeFindings.NodeIdentityUnverified, detail, ("client", detail.ClientId), ("reason", MessageFormat.Format(Strings.NoAnswerWithin, context.Options.Timeout.TotalSeconds)));
        }
    }

    private static string? Shown(string? text) => string.IsNullOrEmpty(text) ? null : UntrustedText.Clean(text, 100);
}
