namespace AcrHealth.Model;

/// <summary>Counts the outcomes of the checks of one target. All results of a run of that target share it.</summary>
internal sealed class TargetVerdict
{
    public int Passed { get; private set; }

    public int Failed { get; private set; }

    public int Warnings { get; private set; }

    public int Skipped { get; private set; }

    /// <summary>Whether the target's last result has been counted.</summary>
    public bool IsKnown { get; set; }

    /// <summary>The worst status of the checks. A target without completed checks is Skipped, never Passed.</summary>
    public CheckStatus Status =>
        Failed > 0 ? CheckStatus.Failed : Warnings > 0 ? CheckStatus.Warning : Passed > 0 ? CheckStatus.Passed : CheckStatus.Skipped;

    public void Add(CheckStatus status)
    {
        switch (status)
        {
            case CheckStatus.Passed:
                Passed++;
                break;
            case CheckStatus.Failed:
                Failed++;
                break;
            case CheckStatus.Warning:
                Warnings++;
                break;
            default:
                Skipped++;
                break;
        }
    }
}
