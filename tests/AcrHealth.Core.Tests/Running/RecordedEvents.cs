using System.Collections.Concurrent;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Running;

/// <summary>Records the events that a run reports.</summary>
internal sealed class RecordedEvents : IRunEvents
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public ConcurrentQueue<(string Check, string? Registry, Exception Exception)> Crashes { get; } = [];

    public void Verbose(string line) => Lines.Enqueue(line);

    public Task<Approval> AskAsync(Question question, CancellationToken cancellationToken) => Task.FromResult(Approval.CannotAsk);

    public void CheckCrashed(string check, string? registry, Exception exception) => Crashes.Enqueue((check, registry, exception));
}
