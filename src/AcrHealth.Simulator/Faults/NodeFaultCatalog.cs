using AcrHealth.Simulator.Nodes;

namespace AcrHealth.Simulator.Faults;

/// <summary>Every fault of a node. Each has one cause, so that a diagnosis has one failure.</summary>
internal static class NodeFaultCatalog
{
    private const string KubeletIdentity = "KUBELET_IDENTITY_ERROR";
    private const string CredentialProvider = "CREDENTIAL_PROVIDER_ERROR";
    private const string ContainerdConfiguration = "CONTAINERD_CONFIGURATION_ERROR";
    private const string PullSecret = "PULL_SECRET_ERROR";

    private const string OtherRegistry = "fabrikam.azurecr.io";

    public static IReadOnlyList<NodeFault> Faults { get; } = [.. Identities(), .. Providers(), .. Containerd(), .. PullSecrets()];

    private static IEnumerable<NodeFault> Identities() =>
    [
        new("identity-invalid", KubeletIdentity, "NodeIdentityInvalid", "Its azure.json breaks off.")
        {
            Content = texts => texts.Healthy with { Identity = texts.Healthy.Identity[..^1] },
        },
        new("identity-missing", KubeletIdentity, "NodeIdentityMissing", "Its azure.json names no identity.")
        {
            Content = texts => texts.Healthy with { Identity = texts.Identity(null) },
        },
        new("identity-not-on-machine", KubeletIdentity, "NodeIdentityNotOnMachine", "Its azure.json names a managed identity that this machine does not have.")
        {
            Content = texts => texts.Healthy with { Identity = texts.Identity(Guid.NewGuid().ToString()) },
        },
    ];

    private static IEnumerable<NodeFault> Providers() =>
    [
        new("provider-not-configured", CredentialProvider, "ProviderConfigurationMissing", "Its kubelet has no configuration of credential providers.")
        {
            Content = texts => texts.Healthy with { Providers = null },
        },
        new("provider-does-not-match", CredentialProvider, "ProviderDoesNotMatch", "Its credential provider is configured for other registries.")
        {
            Content = texts => texts.Healthy with { Providers = NodeTexts.Providers("*.azurecr.cn") },
        },
        new("provider-missing", CredentialProvider, "ProviderProgramMissing", "Its credential provider is configured but not installed.")
        {
            Content = texts => texts.Healthy with { Provider = null },
        },
        new("provider-fails", CredentialProvider, "ProviderFailed", "Its credential provider exits with an error.")
        {
            Content = texts => texts.Healthy with { Provider = NodeTexts.Script("echo 'failed to acquire a token: identity not found' >&2\nexit 1") },
        },
        new("provider-malformed", CredentialProvider, "ProviderAnswerInvalid", "Its credential provider prints text instead of JSON.")
        {
            Content = texts => texts.Healthy with { Provider = NodeTexts.Script("echo 'Login succeeded'") },
        },
        new("provider-other-registry", CredentialProvider, "ProviderKeyDiffers", "Its credential provider gives a credential for another registry.")
        {
            Content = texts => texts.Healthy with { Provider = texts.Provider(OtherRegistry) },
        },
        new("provider-expired", CredentialProvider, "ProviderTokenExpired", "Its credential provider gives a token that has expired.")
        {
            Content = texts => texts.Healthy with { Provider = texts.Provider(texts.Server, texts.ExpiredToken) },
        },
    ];

    private static IEnumerable<NodeFault> Containerd() =>
    [
        new("containerd-conflict", ContainerdConfiguration, "ContainerdSettingsConflict", "Its containerd configuration has both config_path and mirrors.")
        {
            Content = texts => texts.Healthy with
            {
                Containerd = NodeTexts.Containerd + $"\n[plugins.\"io.containerd.grpc.v1.cri\".registry.mirrors.\"{texts.Server}\"]\n  endpoint = [\"https://{texts.Server}\"]\n",
            },
        },
        new("containerd-invalid", ContainerdConfiguration, "ContainerdSettingsInvalid", "Its hosts.toml breaks off.")
        {
            Content = texts => texts.Healthy with { Hosts = "server = " },
        },
        new("containerd-no-host", ContainerdConfiguration, "ContainerdCannotPull", "Its hosts.toml has no host from which images can be pulled.")
        {
            Content = texts => texts.Healthy with { Hosts = texts.Hosts("push") },
        },
        new("containerd-ca-missing", ContainerdConfiguration, "ContainerdFileMissing", "Its hosts.toml names a CA file that does not exist.")
        {
            Content = texts => texts.Healthy with { Authority = null },
        },
    ];

    private static IEnumerable<NodeFault> PullSecrets() =>
    [
        new("pull-secret-wrong-type", PullSecret, "PullSecretWrongType", "The type of the pull secret is Opaque.")
        {
            SeenWith = [NodeFault.PullSecret],
            Content = texts => texts.Healthy with { PullSecret = texts.PullSecret("Opaque", texts.Server) },
        },
        new("pull-secret-broken", PullSecret, "PullSecretEntryBroken", "The entry of the pull secret cannot be decoded.")
        {
            SeenWith = [NodeFault.PullSecret],
            Content = texts => texts.Healthy with { PullSecret = NodeTexts.PullSecretOf(NodeTexts.PullSecretType, texts.Server, "!") },
        },
        new("pull-secret-other-registry", PullSecret, "PullSecretKeyDiffers", "The pull secret is for another registry.")
        {
            SeenWith = [NodeFault.PullSecret],
            Content = texts => texts.Healthy with { PullSecret = texts.PullSecret(NodeTexts.PullSecretType, OtherRegistry) },
        },
        new("pull-secret-expired", PullSecret, "PullSecretExpired", "The token in the pull secret has expired.")
        {
            SeenWith = [NodeFault.PullSecret],
            Content = texts => texts.Healthy with { PullSecret = texts.PullSecret(NodeTexts.PullSecretType, texts.Server, texts.ExpiredToken) },
        },
    ];
}
