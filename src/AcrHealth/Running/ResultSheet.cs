namespace AcrHealth.Commands;

/// <summary>
/// Keeps the results of what runs side by side apart: those of one target are written together, when it has come to its end, and those
/// of the last one as they come.
/// </summary>
internal sealed class ResultSheet(Action<HealthCheckResult> write)
{
    private readonly List<List<HealthCheckResult>> _open = [];
    private bool _noMoreTargets;

    public int Open => _open.Count;

    /// <summary>Opens a place for a target's results.</summary>
    public List<HealthCheckResult> Begin()
    {
        var place = new List<HealthCheckResult>();
        _open.Add(place);
        return place;
    }

    public void Add(List<HealthCheckResult> place, HealthCheckResult result)
    {
        place.Add(result);
        WriteTheOnlyOne();
    }

    public void End(List<HealthCheckResult> place)
    {
        _open.Remove(place);
        Write(place);
        WriteTheOnlyOne();
    }

    /// <summary>From now on the last target's results need not wait for each other.</summary>
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

    private void Write(List<HealthCheckResult> place)
    {
        HealthCheckResult[] results = [.. place];
        place.Clear();
        foreach (HealthCheckResult result in results)
        {
            write(result);
        }
    }
}
