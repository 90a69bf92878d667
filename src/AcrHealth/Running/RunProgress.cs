using System.Diagnostics;
using System.Management.Automation;
using AcrHealth.Resources;
using AcrHealth.Running;

namespace AcrHealth.Commands;

/// <summary>Shows how far a run has come. Used on the pipeline's thread alone.</summary>
internal sealed class RunProgress(PSCmdlet cmdlet)
{
    /// <summary>How often progress is shown.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private const int ActivityId = 0x41435248;

    private readonly HashSet<string> _failing = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _shown = Stopwatch.GetTimestamp();
    private bool _visible;
    private bool _complete;
    private int _done;

    public int Begun { get; private set; }

    public void TargetBegun() => Begun++;

    public void TargetDone() => _done++;

    public void NoMoreTargets() => _complete = true;

    public void NoteFailure(string registry) => _failing.Add(registry);

    public void Show()
    {
        if (Stopwatch.GetElapsedTime(_shown) < Interval)
        {
            return;
        }

        _shown = Stopwatch.GetTimestamp();
        _visible = true;
        var record = new ProgressRecord(
            ActivityId, Messages.ProgressActivity, CheckOutcome.Format(Messages.ProgressStatus, _done, _failing.Count, Begun - _done));
        if (_complete && Begun > 0)
        {
            record.PercentComplete = 100 * _done / Begun;
            record.SecondsRemaining = _done == 0 ? -1 : (int)(Stopwatch.GetElapsedTime(_started).TotalSeconds * (Begun - _done) / _done);
        }

        cmdlet.WriteProgress(record);
    }

    public void Complete()
    {
        if (_visible)
        {
            cmdlet.WriteProgress(new(ActivityId, Messages.ProgressActivity, Messages.ProgressActivity) { RecordType = ProgressRecordType.Completed });
        }
    }
}
