using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AcrHealth.Simulator.Nodes;

/// <summary>Writes the texts of a node's files as Azure Kubernetes Service has them, with the values of a simulator.</summary>
internal sealed class NodeTexts(AzureSimulator simulator)
{
    /// <summary>The directory with containerd's settings for each registry.</summary>
    public const string HostsDirectory = "/etc/containerd/certs.d";

    /// <summary>The file with the certificate authority, next to hosts.toml.</summary>
    public const string AuthorityName = "ca.crt";

    /// <summary>The path of the credential provider.</summary>
    public const string ProviderPath = $"/var/lib/kubelet/credential-provider/{ProviderName}";

    /// <summary>The type of pull secrets.</summary>
    public const string PullSecretType = "kubernetes.io/dockerconfigjson";

    private const string ProviderName = "acr-credential-provider";
    private const string ProviderProtocol = "credentialprovider.kubelet.k8s.io/v1";

    // The user name with which a registry expects a token for a password.
    private const string TokenUser = "00000000-0000-0000-0000-000000000000";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The registry that the node pulls from.</summary>
    public string Server => simulator.Healthy.LoginServer;

    /// <summary>A node without a fault.</summary>
    public NodeContent Healthy => new()
    {
        Identity = Identity(simulator.ManagedIdentity.ClientId),
        Providers = Providers(Server),
        Provider = Provider(Server),
        Containerd = Containerd,
        Hosts = Hosts("pull", "resolve"),
        Authority = simulator.CertificateAuthority.ExportCertificatePem(),
        PullSecret = PullSecret(PullSecretType, Server),
    };

    /// <summary>containerd's configuration.</summary>
    public static string Containerd => $"""
        version = 2

        [plugins."io.containerd.grpc.v1.cri".registry]
          config_path = "{HostsDirectory}"

        """;

    /// <summary>A token that has expired.</summary>
    public string ExpiredToken => simulator.Identity.IssueEntraToken(TimeSpan.FromHours(-1));

    /// <summary>The kubelet's cloud configuration.</summary>
    /// <param name="clientId">The managed identity; null for none.</param>
    public string Identity(string? clientId) => Json(new()
    {
        ["cloud"] = "AzurePublicCloud",
        ["tenantId"] = simulator.Identity.TenantId,
        ["aadClientId"] = "msi",
        ["aadClientSecret"] = "msi",
        ["useManagedIdentityExtension"] = clientId is not null,
        ["userAssignedIdentityID"] = clientId ?? string.Empty,
    });

    /// <summary>The configuration with which the kubelet asks the provider about images of some host.</summary>
    public static string Providers(string pattern) => $"""
        apiVersion: kubelet.config.k8s.io/v1
        kind: CredentialProviderConfig
        providers:
          - name: {ProviderName}
            matchImages:
              - "*.azurecr.io"
              - "{pattern}"
            defaultCacheDuration: "10m"
            apiVersion: {ProviderProtocol}
            args:
              - /etc/kubernetes/azure.json

        """;

    /// <summary>A provider that gives a credential for a registry.</summary>
    /// <param name="server">The registry.</param>
    /// <param name="token">The token that it gives; null for the password of the simulator's user.</param>
    public string Provider(string server, string? token = null)
    {
        string response = Json(new()
        {
            ["kind"] = "CredentialProviderResponse",
            ["apiVersion"] = ProviderProtocol,
            ["cacheKeyType"] = "Registry",
            ["cacheDuration"] = "10m",
            ["auth"] = new JsonObject { [server] = new JsonObject { ["username"] = UserFor(token), ["password"] = token ?? simulator.Password } },
        });
        return Script($"cat <<'END'\n{response}\nEND");
    }

    /// <summary>A provider that runs some commands when it has read the kubelet's request.</summary>
    public static string Script(string commands) => $"#!/bin/sh\ncat >/dev/null\n{commands}\n";

    /// <summary>containerd's configuration of the hosts for the registry, which is the only one.</summary>
    /// <param name="capabilities">The operations that it is used for.</param>
    public string Hosts(params string[] capabilities)
    {
        string list = string.Join(", ", capabilities.Select(capability => $"\"{capability}\""));
        return $"""
            server = "https://{Server}"
            capabilities = [{list}]

            [host."https://{Server}"]
              capabilities = [{list}]
              ca = "{AuthorityName}"

            """;
    }

    /// <summary>A pull secret with a login for a registry.</summary>
    /// <param name="type">The secret's type.</param>
    /// <param name="server">The registry.</param>
    /// <param name="token">The token in it; null for the password of the simulator's user.</param>
    public string PullSecret(string type, string server, string? token = null) =>
        PullSecretOf(type, server, Encoded($"{UserFor(token)}:{token ?? simulator.Password}"));

    /// <summary>A pull secret with an entry as it is given.</summary>
    public static string PullSecretOf(string type, string server, string auth) => Json(new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["type"] = type,
        ["metadata"] = new JsonObject { ["name"] = "regcred", ["namespace"] = "default" },
        ["data"] = new JsonObject
        {
            [".dockerconfigjson"] = Encoded(Json(new() { ["auths"] = new JsonObject { [server] = new JsonObject { ["auth"] = auth } } })),
        },
    });

    private string UserFor(string? token) => token is null ? simulator.UserName : TokenUser;

    private static string Json(JsonObject root) => root.ToJsonString(Indented);

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
