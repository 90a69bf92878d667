using System.Text.Json.Nodes;

namespace AcrHealth.Core.Tests.Kubernetes;

/// <summary>Nodes, and what becomes of the pods on them.</summary>
internal static class NodeFixture
{
    /// <summary>A line that AcrHealth writes on a node.</summary>
    public const string Line =
        """{"computerName":"inside","registry":"contoso.azurecr.io","category":"Registry","check":"Dns","status":"Passed","errorCode":null,"message":"ok","remediation":[],"blockedBy":[],"startTime":"2026-11-27T20:00:00Z","durationSeconds":0.1,"helpUri":null,"detail":{"addresses":["20.0.0.1"]}}""";

    public static JsonObject Node(string name, string ready = "True", string os = "linux", string image = "Ubuntu 22.04.5 LTS", string? type = null)
    {
        var labels = new JsonObject { ["pool"] = name.Split('-')[0] };
        if (type is not null)
        {
            labels["type"] = type;
        }

        return new()
        {
            ["kind"] = "Node",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels },
            ["status"] = new JsonObject
            {
                ["nodeInfo"] = new JsonObject { ["operatingSystem"] = os, ["osImage"] = image },
                ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = ready, ["message"] = "kubelet stopped posting" }),
            },
        };
    }

    /// <summary>The pod has run to its end.</summary>
    public static void End(JsonObject pod, int exitCode = 0) => pod["status"] = new JsonObject
    {
        ["phase"] = exitCode == 0 ? "Succeeded" : "Failed",
        ["containerStatuses"] = new JsonArray(new JsonObject { ["name"] = "acrhealth", ["state"] = new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = exitCode } } }),
    };

    /// <summary>The container waits.</summary>
    public static void Wait(JsonObject pod, string reason, string message) => pod["status"] = new JsonObject
    {
        ["phase"] = "Pending",
        ["containerStatuses"] = new JsonArray(new JsonObject
        {
            ["name"] = "acrhealth",
            ["image"] = "contoso.azurecr.io/tools/acrhealth:1",
            ["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = reason, ["message"] = message } },
        }),
    };
}
