using AcrHealth.Details;
using AcrHealth.Reports;

namespace AcrHealth.Core.Tests.Reports;

public sealed class ResultConverterTests
{
    public static TheoryData<string> DetailTypes =>
        [.. typeof(HealthCheckResult).Assembly.GetTypes().Where(type => type is { IsPublic: true, IsAbstract: false } && type.Name.EndsWith("Detail", StringComparison.Ordinal)).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(DetailTypes))]
    public void Every_detail_can_be_serialized_without_reflection(string type) =>
        Assert.NotNull(DetailJson.Default.GetTypeInfo(typeof(HealthCheckResult).Assembly.GetType(type, throwOnError: true)!));

    [Fact]
    public void A_result_keeps_its_facts_in_a_line_of_JSON_that_can_be_read_back()
    {
        var result = new HealthCheckResult
        {
            Registry = "contoso.azurecr.io",
            Category = CheckCategory.Registry,
            Check = "Dns",
            Status = CheckStatus.Failed,
            ErrorCode = "CONNECTIVITY_DNS_ERROR",
            Finding = "NameNotFound",
            Message = "Not found.",
            Remediation = ["Do this.", "Do that."],
            Detail = new DnsDetail { Host = "contoso.azurecr.io", Addresses = ["192.0.2.1"] },
            StartTime = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.FromSeconds(1.5),
        };

        ReportResult read = Assert.Single(ResultFile.Parse(JsonReport.RenderLine(ResultConverter.Convert(result))));

        Assert.Equal(("contoso.azurecr.io", "Dns", CheckStatus.Failed, "CONNECTIVITY_DNS_ERROR", "NameNotFound"), (read.Registry, read.Check, read.Status, read.ErrorCode, read.Finding));
        Assert.Equal(["Do this.", "Do that."], read.Remediation);
        Assert.Equal(TimeSpan.FromSeconds(1.5), read.Duration);
        ReportValue.Fields detail = Assert.IsType<ReportValue.Fields>(read.Detail);
        Assert.Contains(detail.Items, field => field is { Key: "host", Value: ReportValue.Text { Value: "contoso.azurecr.io" } });
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"results\":[]}")]
    [InlineData("not JSON")]
    [InlineData("{\"check\":\"Dns\",\"status\":\"1\"}")]
    [InlineData("{\"check\":\"Dns\",\"status\":\"+1\"}")]
    [InlineData("{\"check\":\"Dns\",\"status\":\"77\"}")]
    public void Text_without_results_is_refused(string text) => Assert.Throws<FormatException>(() => ResultFile.Parse(text));
}
