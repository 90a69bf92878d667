using System.Diagnostics;
using System.Management.Automation;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Running;

/// <summary>Shows the progress of a run. Used on the pipeline's thread alone.</summary>
internal sealed class RunProgress(PSCmdlet cmdlet, RunningChecks running)
{
    /// <summary>The interval at which progress is shown.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private const int ActivityId = 0x41435248;

    private readonly long _started = Stopwatch.GetTimestamp();
    private long _shown = Stopwatch.GetTimestamp();
    private bool _visible;
    private int? _total;
    private int _begun;
    private int _done;
    private int _failing;

    /// <summary>Sets the number of registries in all; until then, it is unknown how many the pipeline brings.</summary>
    public void Expect(int total) => _total = total;

    /// <summary>Reduces the number of expected registries by one.</summary>
    public void ExpectOneLess() => _total--;

    public void RegistryBegun() => _begun++;

    public void RegistryFailing() => _failing++;

    public void RegistryDone() => _done++;

    /// <summary>Announces that no registries follow beyond those that have begun.</summary>
    public void NoMoreRegistries() => _total = _begun;

    public void Show()
    {
        if (Stopwatch.GetElapsedTime(_shown) < Interval)
        {
            return;
        }

        _shown = Stopwatch.GetTimestamp();
        _visible = true;
        cmdlet.WriteProgress(Record());
    }

    public void Complete()
    {
        if (_visible)
        {
            cmdlet.WriteProgress(ProgressBar.Completed(ActivityId, Messages.ProgressActivity));
        }
    }

    private ProgressRecord Record()
    {
        string? check = running.Describe();
        if (_begun == 0 || _total == 1)
        {
            return Record(check ?? (_begun == 0 ? Environment.MachineName : Counts(1)));
        }

        string counts = _total is { } expected ? Counts(expected) : MessageFormat.Format(Messages.ProgressStreaming, _done, _failing, _begun - _done, _begun);

        // The minimal bar shows the status alone.
        ProgressRecord record = Record(check is null ? counts : $"{counts}; {check}");
        record.CurrentOperation = check;
        if (_total is { } total)
        {
            record.PercentComplete = (int)(100L * _done / total);
            record.SecondsRemaining = _done == 0 ? -1 : (int)Math.Ceiling(Stopwatch.GetElapsedTime(_started).TotalSeconds * (total - _done) / _done);
        }

        return record;
    }

    private string Counts(int total) => MessageFormat.Format(Messages.ProgressStatus, _done, _failing, total - _done, total);

    private static ProgressRecord Record(string status) => ProgressBar.Record(ActivityId, Messages.ProgressActivity, status);
}
