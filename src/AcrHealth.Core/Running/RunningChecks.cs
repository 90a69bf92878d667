using System.Diagnostics;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>Tracks which checks are running, and since when. Checks begin and end on any thread.</summary>
internal sealed class RunningChecks
{
    // Shorter checks are not worth naming: they are over before the name is read.
    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(string? Registry, string Check), (long Start, TimeSpan Timeout)> _running = [];

    public void Begin(string check, string? registry, TimeSpan timeout)
    {
        lock (_running)
        {
            _running[(registry, check)] = (Stopwatch.GetTimestamp(), timeout);
        }
    }

    public void End(string check, string? registry)
    {
        lock (_running)
        {
            _running.Remove((registry, check));
        }
    }

    /// <summary>The check that has run longest, and its run time: <c>contoso.azurecr.io Challenge, 9 of 15 s</c>; null if none has run for long.</summary>
    public string? Describe()
    {
        lock (_running)
        {
            if (_running.Count == 0)
            {
                return null;
            }

            ((string? registry, string check), (long start, TimeSpan timeout)) = _running.MinBy(entry => entry.Value.Start);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            return elapsed < Brief
                ? null
                : MessageFormat.Format(Strings.ProgressCheck, registry ?? Environment.MachineName, check, (int)elapsed.TotalSeconds, (int)timeout.TotalSeconds);
        }
    }
}
