using System.Globalization;
using System.Text.Json;
using AcrHealth.Text;

namespace AcrHealth.Kubernetes;

/// <summary>The warnings about pods of a namespace: they quote the runtime when the pod's status quotes only the kubelet.</summary>
internal sealed class PodEvents
{
    private readonly List<PodEvent> _events = [];

    /// <param name="answer">The list of events.</param>
    public PodEvents(JsonElement answer)
    {
        foreach (JsonElement item in answer.Items("items"))
        {
            if (item.Raw("message") is { } message)
            {
                _events.Add(new(
                    item.Raw("involvedObject", "uid"),
                    item.Raw("involvedObject", "name"),
                    item.Raw("involvedObject", "fieldPath"),
                    item.Raw("reason") ?? string.Empty,
                    message,
                    Time(item)));
            }
        }

        _events.Sort((one, other) => one.Time.CompareTo(other.Time));
    }

    /// <summary>No events.</summary>
    public static PodEvents None { get; } = new(default(JsonElement));

    /// <summary>The texts about a container, the latest first; not fit to be shown.</summary>
    public IReadOnlyList<string> AboutPull(FailingContainer container) =>
    [
        .. _events.Where(item => IsOf(item, container) && (item.FieldPath is null || item.FieldPath == container.FieldPath) && item.Reason is "Failed" or "InspectFailed" or "ErrImageNeverPull")
            .Select(item => item.Message).Reverse(),
    ];

    /// <summary>Whether the kubelet could not read a pull secret of the pod.</summary>
    public bool MissesPullSecret(FailingContainer container) => _events.Exists(item => IsOf(item, container) && item.Reason == "FailedToRetrieveImagePullSecret");

    /// <summary>The texts of events with a reason about a pod, the latest first; not fit to be shown.</summary>
    public IReadOnlyList<string> About(string pod, string reason) =>
        [.. _events.Where(item => item.Pod == pod && item.Reason == reason).Select(item => item.Message).Reverse()];

    private static bool IsOf(PodEvent item, FailingContainer container) =>
        item.Uid is { } uid && container.PodUid is { } own ? uid == own : item.Pod == container.Pod;

    private static DateTimeOffset Time(JsonElement item) => new[] { item.Raw("lastTimestamp"), item.Raw("series", "lastObservedTime"), item.Raw("eventTime"), item.Raw("metadata", "creationTimestamp") }
        .Select(text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : (DateTimeOffset?)null)
        .FirstOrDefault(time => time is not null) ?? DateTimeOffset.MinValue;

    private sealed record PodEvent(string? Uid, string? Pod, string? FieldPath, string Reason, string Message, DateTimeOffset Time);
}
