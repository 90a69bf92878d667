using AcrHealth.Details;
using AcrHealth.Nodes;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Checks.Node;

/// <summary>Describes the image that the kubelet needs a credential for, and the kind of user that the credential has.</summary>
internal static class CredentialJudge
{
    // If the caller named no image: providers and keys are selected by its host.
    private const string AnyRepository = "acrhealth";

    /// <summary>The image, without its tag, for which the kubelet needs a credential.</summary>
    public static string ImageOf(CheckContext context) => $"{context.Target.Authority}/{context.Options.Image?.Repository ?? AnyRepository}";

    public static NodeCredentialDetail With(NodeCredentialDetail detail, string key, NodeCredential credential, RegistryTarget target) => new()
    {
        Source = detail.Source,
        Program = detail.Program,
        ExitCode = detail.ExitCode,
        ProgramDuration = detail.ProgramDuration,
        Patterns = detail.Patterns,
        Key = UntrustedText.Clean(key, 200),
        UserName = credential.UserName.Length == 0 ? null : credential.ShownUserName,
        UserKind = KindOf(credential, target),
        ExpiresOn = credential.ExpiresOn?.ToLocalTime(),
    };

    private static string KindOf(NodeCredential credential, RegistryTarget target) =>
        credential.IsRefreshToken ? "RefreshToken"
        : Guid.TryParse(credential.UserName, out _) ? "ServicePrincipal"
        : string.Equals(credential.UserName, target.ResourceName, StringComparison.OrdinalIgnoreCase) ? "AdminUser"
        : "Token";
}
