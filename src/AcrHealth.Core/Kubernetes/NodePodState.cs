using System.Text.Json;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Kubernetes;

/// <summary>Determines the state of a node's pod from its status.</summary>
internal static class NodePodState
{
    // The kubelet's reasons for which waiting does not help.
    private static readonly string[] FatalReasons =
        ["CreateContainerConfigError", "CreateContainerError", "RunContainerError", "CreatePodSandboxError", "ContainerCannotRun", "StartError", "PreStartHookError"];

    /// <summary>Whether the pod has finished.</summary>
    public static bool HasEnded(JsonElement pod) => pod.Raw("status", "phase") is "Succeeded" or "Failed";

    /// <summary>Whether the container itself has finished: a pod can fail without one, for example if the node rejects it.</summary>
    public static bool HasRun(JsonElement pod) => Terminated(pod) is not null;

    /// <summary>The exit code of the program; null if it did not exit by itself.</summary>
    public static long? ExitCode(JsonElement pod) => Terminated(pod)?.Number("exitCode");

    /// <summary>The reason why the container waits, if it is one that does not pass; null otherwise.</summary>
    public static string? FatalReason(JsonElement pod)
    {
        foreach (JsonElement status in pod.Items("status", "containerStatuses"))
        {
            if (status.Text("state", "waiting", "reason") is { } reason && FatalReasons.Contains(reason))
            {
                return $"{reason}: {status.Text("state", "waiting", "message")}";
            }
        }

        return null;
    }

    /// <summary>The best available explanation for the state of the pod.</summary>
    public static string Reason(JsonElement? pod, PodEvents events, string name)
    {
        if (pod is not { } known)
        {
            return Strings.NodePodNotSeen;
        }

        string? condition = null;
        foreach (JsonElement item in known.Items("status", "conditions"))
        {
            condition ??= item.Text("status") == "False" ? item.Text("message") : null;
        }

        JsonElement? waiting = known.Items("status", "containerStatuses").Select(status => status.At("state", "waiting")).FirstOrDefault(state => state is not null);
        string? mount = events.About(name, "FailedMount") is [var first, ..] ? first : null;
        return known.Text("status", "message") is { } message ? $"{known.Text("status", "reason")}: {message}"
            : mount is not null ? UntrustedText.Clean(mount)
            : waiting?.Text("message") is { } words ? $"{waiting.Value.Text("reason")}: {words}"
            : condition ?? waiting?.Text("reason") ?? known.Text("status", "reason") ?? known.Text("status", "phase") ?? Strings.NodePodUnknown;
    }

    private static JsonElement? Terminated(JsonElement pod)
    {
        foreach (JsonElement status in pod.Items("status", "containerStatuses"))
        {
            if (status.At("state", "terminated") is { ValueKind: JsonValueKind.Object } state)
            {
                return state;
            }
        }

        return null;
    }
}
