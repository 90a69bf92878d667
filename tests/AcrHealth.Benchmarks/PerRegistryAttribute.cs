using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace AcrHealth.Benchmarks;

/// <summary>Adds columns that tell what one registry costs: time and allocated memory, divided by how many there are.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PerRegistryAttribute() : ColumnConfigBaseAttribute(new TimeColumn(), new MemoryColumn())
{
    private abstract class PerRegistryColumn(string name, string legend) : IColumn
    {
        public string Id => name;

        public string ColumnName => name;

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => legend;

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
        {
            double? total = summary[benchmarkCase] is { } report ? Total(report) : null;
            return total is { } known ? Show(known / (int)benchmarkCase.Parameters[nameof(RegistriesBenchmark.Registries)]) : "-";
        }

        protected abstract double? Total(BenchmarkReport report);

        protected abstract string Show(double value);
    }

    private sealed class TimeColumn() : PerRegistryColumn("Time/registry", "Mean time divided by the registries")
    {
        protected override double? Total(BenchmarkReport report) => report.ResultStatistics?.Mean;

        protected override string Show(double value) => string.Create(CultureInfo.InvariantCulture, $"{value / 1_000_000:0.00} ms");
    }

    private sealed class MemoryColumn() : PerRegistryColumn("Allocated/registry", "Allocated memory divided by the registries")
    {
        protected override double? Total(BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase);

        protected override string Show(double value) => string.Create(CultureInfo.InvariantCulture, $"{value / 1024:0} KB");
    }
}
