using System.Reflection;
using AcrHealth.Reports;
using AcrHealth.Reports.Html;

namespace AcrHealth.Core.Tests.Reports;

public sealed class HealthReportTests
{
    [Fact]
    public void Targets_that_fail_come_first_and_otherwise_the_order_stays()
    {
        HealthReport report = SampleReport.Of(
            SampleReport.Result("a", "Dns"),
            SampleReport.Result("b", "Dns", CheckStatus.Warning),
            SampleReport.Result("c", "Dns", CheckStatus.Failed),
            SampleReport.Result("d", "Dns"));

        Assert.Equal(["c", "b", "a", "d"], report.Targets.Select(target => target.Name));
        Assert.Equal(1, report.Failing);
    }

    [Fact]
    public void The_same_registry_from_two_machines_and_a_second_run_are_targets_of_their_own()
    {
        HealthReport report = SampleReport.Of(
            SampleReport.Result("a", "Dns"),
            SampleReport.Result("a", "Dns", computer: "node-2"),
            SampleReport.Result("a", "Tls"),
            SampleReport.Result("a", "Dns"));

        Assert.Equal([("node-1", 1, 2), ("node-2", 1, 1), ("node-1", 2, 1)], report.Targets.Select(target => (target.ComputerName, target.Run, target.Results.Count)));
    }

    [Fact]
    public void The_waterfall_tells_which_check_was_waited_for()
    {
        var waterfall = new Waterfall(SampleReport.Of(
            SampleReport.Result("a", "LoginServer", start: 0, took: 10),
            SampleReport.Result("a", "Dns", start: 10, took: 40),
            SampleReport.Result("a", "Tls", start: 50, took: 50),
            SampleReport.Result("a", "Challenge", CheckStatus.Skipped, start: 100, took: 0),
            SampleReport.Result("a", "OfAnotherVersion", start: 20, took: 20)).Targets[0]);

        Assert.Equal([null, "LoginServer", "Dns", null, null], waterfall.Rows.Select(row => row.WaitedFor));
        Assert.Equal([0, 0.1, 0.5, null, 0.2], waterfall.Rows.Select(row => row.Start));
        Assert.Equal([0.1, 0.4, 0.5, null, 0.2], waterfall.Rows.Select(row => row.Length));
        Assert.Equal(new Waterfall.Link(0.5, IsFirst: true, IsLast: false), waterfall.LinksAt(1).Single(link => link.IsFirst));
    }

    [Fact]
    public void No_time_of_a_result_breaks_what_is_reckoned_with_it()
    {
        ReportResult result = SampleReport.Result("a", "Dns") with { StartTime = DateTimeOffset.MaxValue, Duration = TimeSpan.MaxValue };

        Assert.Equal(TimeSpan.FromDays(366), result.Duration);
        Assert.Equal(DateTimeOffset.MaxValue, result.EndTime);
        Assert.Equal(TimeSpan.Zero, (result with { Duration = TimeSpan.MinValue }).Duration);
    }

    [Fact]
    public void The_version_is_that_of_the_sources_with_its_label_and_without_the_commit()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+(-[A-Za-z0-9]+)?$", HealthReport.Version);
        Assert.StartsWith(HealthReport.Version, typeof(HealthReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_are_one_line_without_control_characters_and_links_are_of_the_web()
    {
        ReportResult result = SampleReport.Result("a\nb", "Dns", message: SampleReport.Hostile) with { HelpUri = new("javascript:alert(1)") };

        Assert.Equal("a b", result.Registry);
        Assert.DoesNotContain(result.Message, char.IsControl);
        Assert.Null(result.HelpUri);
    }
}
