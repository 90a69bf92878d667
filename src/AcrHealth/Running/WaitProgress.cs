using System.Diagnostics;
using System.Management.Automation;
using AcrHealth.Resources;
using AcrHealth.Text;
using AcrHealth.Waiting;

namespace AcrHealth.Running;

/// <summary>Shows the reason for waiting, and the remaining time. Used on the pipeline's thread alone.</summary>
internal sealed class WaitProgress(PSCmdlet cmdlet, WaitLimits limits)
{
    private const int ActivityId = 0x41435257;
    private const int MostNamed = 3;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, string?> _open = [];
    private long _shown = Stopwatch.GetTimestamp();
    private bool _visible;

    public void Begun(string name) => _open.TryAdd(name, null);

    public void Failing(string name, string failures)
    {
        _open[name] = failures;
        Write();
    }

    public void Ended(string name) => _open.Remove(name);

    public void Show()
    {
        if (Stopwatch.GetElapsedTime(_shown) >= Interval)
        {
            Write();
        }
    }

    public void Complete()
    {
        if (_visible)
        {
            cmdlet.WriteProgress(ProgressBar.Completed(ActivityId, Messages.WaitActivity));
        }
    }

    private void Write()
    {
        _shown = Stopwatch.GetTimestamp();
        _visible = true;
        double left = Math.Max(0, limits.Left.TotalSeconds);
        ProgressRecord record = ProgressBar.Record(ActivityId, Messages.WaitActivity, Status());
        record.PercentComplete = (int)(100 * (1 - (left / limits.Whole.TotalSeconds)));
        record.SecondsRemaining = (int)Math.Ceiling(left);
        cmdlet.WriteProgress(record);
    }

    private string Status()
    {
        string[] failing = [.. _open.Where(target => target.Value is not null).Select(target => $"{target.Key}: {target.Value}")];
        if (failing.Length == 0)
        {
            return MessageFormat.Format(Messages.WaitFirstAttempt, string.Join(", ", _open.Keys.Take(MostNamed)));
        }

        string named = string.Join("; ", failing.Take(MostNamed));
        return failing.Length <= MostNamed ? named : MessageFormat.Format(Messages.WaitAndMore, named, failing.Length - MostNamed);
    }
}
