using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AcrHealth.Kubernetes;

/// <summary>Creates the pod that checks from one node: with the node's network, resolver and identity, and its configuration read-only.</summary>
/// <param name="run">Identifies the pods of one run.</param>
/// <param name="options">The options of the cluster check.</param>
internal sealed class NodePodManifest(string run, ClusterOptions options)
{
    /// <summary>The label that identifies everything that a run creates.</summary>
    private const string RunLabel = "acrhealth/run";

    public const string ContainerName = "acrhealth";

    private const string NodeAnnotation = "acrhealth/node";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The argument that selects everything that a run creates.</summary>
    public static string SelectorOf(string run) => $"--selector={RunLabel}={run}";

    /// <summary>The pod's name, with a hash of the node's name, which itself may be too long.</summary>
    public string NameFor(ClusterNode node, int attempt)
    {
        string hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(node.Name)))[..10].ToLowerInvariant();
        return string.Create(CultureInfo.InvariantCulture, $"acrhealth-{run}-{hash}-{attempt}");
    }

    /// <summary>The pod for a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="mounts">The node's files that the pod mounts.</param>
    /// <param name="attempt">Distinguishes pods for the same node.</param>
    public JsonObject Create(ClusterNode node, IReadOnlyList<NodeMount> mounts, int attempt = 1)
    {
        var metadata = new JsonObject
        {
            ["name"] = NameFor(node, attempt),
            ["labels"] = new JsonObject { ["app.kubernetes.io/name"] = "acrhealth", ["app.kubernetes.io/managed-by"] = "acrhealth", [RunLabel] = run },
            ["annotations"] = new JsonObject { [NodeAnnotation] = node.Name, ["cluster-autoscaler.kubernetes.io/safe-to-evict"] = "true" },
        };
        if (options.Namespace is { } space)
        {
            metadata["namespace"] = space;
        }

        return new() { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = metadata, ["spec"] = Specification(node, mounts) };
    }

    /// <summary>The pods for nodes as one document for kubectl.</summary>
    public string List(IEnumerable<ClusterNode> nodes)
    {
        var items = new JsonArray();
        foreach (ClusterNode node in nodes)
        {
            items.Add((JsonNode)Create(node, NodeMount.For(node)));
        }

        return Text(new() { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = items });
    }

    /// <summary>A document as text.</summary>
    public static string Text(JsonObject document)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            document.WriteTo(json);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private JsonObject Specification(ClusterNode node, IReadOnlyList<NodeMount> mounts) => new()
    {
        ["restartPolicy"] = "Never",
        ["hostNetwork"] = true,
        ["dnsPolicy"] = "Default",
        ["automountServiceAccountToken"] = false,
        ["enableServiceLinks"] = false,
        ["terminationGracePeriodSeconds"] = 5,

        // Terminates the pod if no process is left that removes it.
        ["activeDeadlineSeconds"] = (long)options.Timeout.TotalSeconds,
        ["tolerations"] = new JsonArray(new JsonObject { ["operator"] = "Exists" }),
        ["affinity"] = OnlyOn(node),

        // Only root may read azure.json.
        ["securityContext"] = new JsonObject { ["runAsUser"] = 0, ["runAsGroup"] = 0, ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" } },
        ["containers"] = new JsonArray(Container(node, mounts)),
        ["volumes"] = Volumes(mounts),
    };

    // DaemonSets do the same: the scheduler still reports why a pod does not fit.
    private static JsonObject OnlyOn(ClusterNode node) => new()
    {
        ["nodeAffinity"] = new JsonObject
        {
            ["requiredDuringSchedulingIgnoredDuringExecution"] = new JsonObject
            {
                ["nodeSelectorTerms"] = new JsonArray(new JsonObject
                {
                    ["matchFields"] = new JsonArray(new JsonObject { ["key"] = "metadata.name", ["operator"] = "In", ["values"] = new JsonArray(node.Name) }),
                }),
            },
        },
    };

    private JsonObject Container(ClusterNode node, IReadOnlyList<NodeMount> mounts) => new()
    {
        ["name"] = ContainerName,
        ["image"] = options.Image,
        ["imagePullPolicy"] = "IfNotPresent",
        ["args"] = new JsonArray([.. NodeArguments.Of(options).Select(argument => JsonValue.Create(argument))]),
        ["env"] = new JsonArray(Variable("SSL_CERT_FILE", NodeMount.Root + (node.HasPki ? "/etc/pki/tls/certs/ca-bundle.crt" : "/etc/ssl/certs/ca-certificates.crt")), Variable("HOME", "/tmp")),
        ["resources"] = new JsonObject
        {
            ["requests"] = new JsonObject { ["cpu"] = "50m", ["memory"] = "64Mi" },
            ["limits"] = new JsonObject { ["cpu"] = "500m", ["memory"] = "256Mi" },
        },

        // Policies require probes; the pod's deadline is shorter than the probes allow.
        ["livenessProbe"] = Probe((long)options.Timeout.TotalSeconds),
        ["readinessProbe"] = Probe((long)options.Timeout.TotalSeconds),
        ["securityContext"] = new JsonObject
        {
            ["privileged"] = false,
            ["allowPrivilegeEscalation"] = false,
            ["readOnlyRootFilesystem"] = true,
            ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
        },
        ["volumeMounts"] = VolumeMounts(mounts),
    };

    private static JsonObject Probe(long delay) => new()
    {
        ["exec"] = new JsonObject { ["command"] = new JsonArray("/acrhealth", "--version") },
        ["initialDelaySeconds"] = delay,
        ["periodSeconds"] = 30,
        ["timeoutSeconds"] = 10,
    };

    private static JsonObject Variable(string name, string value) => new() { ["name"] = name, ["value"] = value };

    private static JsonArray VolumeMounts(IReadOnlyList<NodeMount> mounts)
    {
        var list = new JsonArray(new JsonObject { ["name"] = "tmp", ["mountPath"] = "/tmp" });
        foreach (NodeMount mount in mounts)
        {
            foreach (string path in mount.MountPaths)
            {
                list.Add((JsonNode)new JsonObject { ["name"] = mount.Name, ["mountPath"] = path, ["readOnly"] = true });
            }
        }

        return list;
    }

    private static JsonArray Volumes(IReadOnlyList<NodeMount> mounts)
    {
        var list = new JsonArray(new JsonObject { ["name"] = "tmp", ["emptyDir"] = new JsonObject { ["sizeLimit"] = "16Mi" } });
        foreach (NodeMount mount in mounts)
        {
            list.Add((JsonNode)new JsonObject { ["name"] = mount.Name, ["hostPath"] = new JsonObject { ["path"] = mount.Path, ["type"] = mount.IsFile ? "File" : "Directory" } });
        }

        return list;
    }
}
