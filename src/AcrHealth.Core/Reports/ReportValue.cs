namespace AcrHealth.Reports;

/// <summary>A value of a result's detail, independent of its original type.</summary>
internal abstract record ReportValue
{
    private ReportValue()
    {
    }

    public sealed record Text(string Value) : ReportValue;

    public sealed record Number(double Value) : ReportValue;

    public sealed record Flag(bool Value) : ReportValue;

    public sealed record List(IReadOnlyList<ReportValue> Items) : ReportValue;

    public sealed record Fields(IReadOnlyList<KeyValuePair<string, ReportValue>> Items) : ReportValue;
}
