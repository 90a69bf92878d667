namespace AcrHealth.Running;

/// <summary>
/// Keeps the results of concurrent checks apart: those of one target are written together, when it is complete, and those
/// of the last one as they arrive.
/// </summary>
internal sealed class OrderedResultWriter(Action<HealthCheckResult> write)
{
    private readonly List<TargetResults> _open = [];
    private bool _noMoreTargets;

    public int Open => _open.Count;

    /// <summary>Registers a target whose results will follow.</summary>
    public void Begin(TargetResults place) => _open.Add(place);

    public void Add(TargetResults place, HealthCheckResult result)
    {
        place.Verdict.Add(result.Status);
        result.Verdict = place.Verdict;
        place.Waiting.Add(result);
        WriteTheOnlyOne();
    }

    public void End(TargetResults place)
    {
        _open.Remove(place);
        place.Verdict.IsKnown = true;
        Write(place);
        WriteTheOnlyOne();
    }

    /// <summary>Announces that no more targets follow, so that the last target's results need not wait for each other.</summary>
    public void NoMoreTargets()
    {
        _noMoreTargets = true;
        WriteTheOnlyOne();
    }

    private void WriteTheOnlyOne()
    {
        if (_noMoreTargets && _open.Count == 1)
        {
            Write(_open[0]);
        }
    }

    private void Write(TargetResults place)
    {
        HealthCheckResult[] results = [.. place.Waiting];
        place.Waiting.Clear();
        foreach (HealthCheckResult result in results)
        {
            write(result);
        }
    }
}
