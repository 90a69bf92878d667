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

    /// <summary>Reads the warnings of a namespace; none if they cannot be read, since the status of the pods must suffice then.</summary>
    /// <param name="kubectl">Reads the cluster.</param>
    /// <param name="space">The namespace; null for the one of the context.</param>
    /// <param name="failed">Receives the reason if they cannot be read.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<PodEvents> ReadAsync(Kubectl kubectl, string? space, Action<KubectlException> failed, CancellationToken cancellationToken)
    {
        try
        {
            return new(await kubectl.GetAsync(
                ["events", .. Kubectl.InNamespace(space), "--field-selector=involvedObject.kind=Pod,type=Warning"], cancellationToken).ConfigureAwait(false));
        }
        catch (KubectlException exception)
        {
            failed(exception);
            return None;
        }
    }

    /// <summary>The texts about a container, the latest first; not fit to be shown.</summary>
    public IReadOnlyList<string> AboutPull(FailingContainer container) =>
    [
        .. _events.Where(item => IsOf(item, container) && (item.FieldPath is null || item.FieldPath == container.FieldPath) && item.Reason is "Failed" or "InspectFailed" or "ErrImageNeverPull")
            .Select(item => item.Message).Reverse(),
    ];

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
