using System.Text.Json;
using AcrHealth.Text;

namespace AcrHealth.Kubernetes;

/// <summary>Finds, in pods as the API returns them, the containers that do not start because of their image.</summary>
internal static class PodReader
{
    // The kubelet's reasons, from pkg/kubelet/images/types.go.
    private static readonly string[] PullReasons =
    [
        "ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName", "ImageInspectError", "RegistryUnavailable", "SignatureValidationFailed", "ErrImageNotFound",
    ];

    private static readonly (string Statuses, string Specification)[] Lists =
    [
        ("initContainerStatuses", "initContainers"), ("containerStatuses", "containers"), ("ephemeralContainerStatuses", "ephemeralContainers"),
    ];

    /// <summary>The pods of a list, or the pod itself.</summary>
    public static IEnumerable<JsonElement> PodsIn(JsonElement answer) => answer.At("items") is null ? [answer] : answer.Items("items");

    /// <summary>The containers of a pod whose image is the reason why they do not start.</summary>
    public static IEnumerable<FailingContainer> FailingContainers(JsonElement pod)
    {
        if (pod.Text("metadata", "name") is not { } name || pod.Text("metadata", "namespace") is not { } space)
        {
            yield break;
        }

        JsonElement? owner = Owner(pod);
        foreach ((string statuses, string specification) in Lists)
        {
            foreach (JsonElement status in pod.Items("status", statuses))
            {
                if (status.Text("name") is not { } container || status.Text("state", "waiting", "reason") is not { } reason || !PullReasons.Contains(reason))
                {
                    continue;
                }

                yield return new()
                {
                    Namespace = space,
                    Pod = name,
                    PodUid = pod.Raw("metadata", "uid"),
                    Container = container,
                    Kind = specification,
                    Image = ImageOf(pod, specification, container) ?? status.Text("image") ?? string.Empty,
                    Node = pod.Text("spec", "nodeName"),
                    OwnerKind = owner?.Text("kind"),
                    OwnerName = owner?.Text("name"),
                    ServiceAccount = pod.Text("spec", "serviceAccountName") ?? "default",
                    PullSecrets = [.. pod.Items("spec", "imagePullSecrets").Select(secret => secret.Text("name")).OfType<string>()],
                    Reason = reason,
                    Words = status.Raw("state", "waiting", "message") ?? string.Empty,
                };
            }
        }
    }

    private static JsonElement? Owner(JsonElement pod)
    {
        foreach (JsonElement owner in pod.Items("metadata", "ownerReferences"))
        {
            if (owner.Flag("controller") == true)
            {
                return owner;
            }
        }

        return null;
    }

    // The status has the name that the runtime resolved, the specification the name that the user wrote.
    private static string? ImageOf(JsonElement pod, string specification, string container)
    {
        foreach (JsonElement item in pod.Items("spec", specification))
        {
            if (item.Text("name") == container)
            {
                return item.Text("image");
            }
        }

        return null;
    }
}
