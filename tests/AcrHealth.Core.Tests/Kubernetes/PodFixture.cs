using System.Text.Json;
using System.Text.Json.Nodes;

namespace AcrHealth.Core.Tests.Kubernetes;

/// <summary>Pods, events and secrets as clusters have them.</summary>
internal static class PodFixture
{
    public const string Image = "contoso.azurecr.io/web/app:v1";
    public const string Space = "shop";

    /// <summary>The beginning of containerd's message about a pull.</summary>
    public const string Resolve = $"rpc error: code = Unknown desc = failed to pull and unpack image \"{Image}\": failed to resolve reference \"{Image}\": ";

    /// <summary>A pod with one container that waits.</summary>
    public static JsonObject Pod(string name, string reason, string? message = null, string image = Image, string list = "containers", params string[] secrets)
    {
        string statuses = list switch { "containers" => "containerStatuses", "initContainers" => "initContainerStatuses", _ => "ephemeralContainerStatuses" };
        return new JsonObject
        {
            ["kind"] = "Pod",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = "ReplicaSet", ["name"] = "web-5d4", ["controller"] = true }),
            },
            ["spec"] = new JsonObject
            {
                ["nodeName"] = "aks-pool1-0",
                ["serviceAccountName"] = "web",
                [list] = new JsonArray(new JsonObject { ["name"] = "app", ["image"] = image }),
                ["imagePullSecrets"] = new JsonArray([.. secrets.Select(secret => new JsonObject { ["name"] = secret })]),
            },
            ["status"] = new JsonObject
            {
                ["phase"] = "Pending",
                [statuses] = new JsonArray(new JsonObject
                {
                    ["name"] = "app",
                    ["image"] = image,
                    ["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = reason, ["message"] = message } },
                }),
            },
        };
    }

    /// <summary>A pod whose container runs.</summary>
    public static JsonObject Running(string name)
    {
        JsonObject pod = Pod(name, "none");
        pod["status"]!["phase"] = "Running";
        pod["status"]!["containerStatuses"]![0]!["state"] = new JsonObject { ["running"] = new JsonObject() };
        return pod;
    }

    /// <summary>A warning about the container of a pod.</summary>
    public static JsonObject Event(JsonObject pod, string message, string reason = "Failed", string list = "containers") => new()
    {
        ["kind"] = "Event",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject { ["name"] = Guid.NewGuid().ToString() },
        ["involvedObject"] = new JsonObject { ["kind"] = "Pod", ["name"] = pod["metadata"]!["name"]!.ToString(), ["uid"] = pod["metadata"]!["uid"]?.ToString(), ["fieldPath"] = $"spec.{list}{{app}}" },
        ["type"] = "Warning",
        ["reason"] = reason,
        ["message"] = message,
        ["lastTimestamp"] = DateTime.UtcNow.ToString("o"),
    };

    /// <summary>A pull secret with one login.</summary>
    public static JsonObject Secret(string name, string key = "contoso.azurecr.io", string password = "hunter2-very-secret", string type = "kubernetes.io/dockerconfigjson")
    {
        string auth = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"token1:{password}"));
        return SecretOf(name, $$"""{"auths":{"{{key}}":{"auth":"{{auth}}"} } }""", type);
    }

    /// <summary>A secret with any configuration.</summary>
    public static JsonObject SecretOf(string name, string configuration, string type = "kubernetes.io/dockerconfigjson") => new()
    {
        ["kind"] = "Secret",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["type"] = type,
        ["data"] = new JsonObject
        {
            [type == "kubernetes.io/dockercfg" ? ".dockercfg" : ".dockerconfigjson"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(configuration)),
        },
    };

    /// <summary>A token that expired.</summary>
    public static string ExpiredToken()
    {
        static string Part(string json) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return $"{Part("""{"alg":"none"}""")}.{Part($$"""{"exp":{{DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds()}},"iss":"Azure Container Registry"}""")}.x";
    }

    public static JsonElement Element(JsonNode node) => JsonDocument.Parse(node.ToJsonString()).RootElement.Clone();
}
