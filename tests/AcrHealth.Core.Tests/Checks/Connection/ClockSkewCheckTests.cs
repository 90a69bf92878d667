using AcrHealth.Checks.Connection;
using AcrHealth.Core.Tests.Running;
using AcrHealth.Details;
using AcrHealth.Reference;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Checks.Connection;

public sealed class ClockSkewCheckTests
{
    [Theory]
    [InlineData(0, 0, CheckStatus.Passed, "within 1 s")]
    [InlineData(119, 0, CheckStatus.Passed, "within 120 s")]
    [InlineData(-120, 0, CheckStatus.Passed, "within 121 s")]
    [InlineData(121, 0, CheckStatus.Warning, "2 minutes behind", "ClockDriftingBehind")]
    [InlineData(-121, 0, CheckStatus.Warning, "2 minutes ahead", "ClockDriftingAhead")]
    [InlineData(300, 0, CheckStatus.Warning, "5 minutes behind")]
    [InlineData(301, 0, CheckStatus.Failed, "5 minutes behind", "ClockBehind")]
    [InlineData(-301, 0, CheckStatus.Failed, "5 minutes ahead", "ClockAhead")]
    [InlineData(1200, 0, CheckStatus.Failed, "20 minutes behind")]
    [InlineData(7200, 0, CheckStatus.Failed, "2 hours behind")]
    [InlineData(-315360000, 0, CheckStatus.Failed, "3650 days ahead")]
    public async Task Two_minutes_are_a_warning_and_five_a_failure(int seconds, int duration, CheckStatus status, string says, string? finding = null)
    {
        CheckOutcome outcome = await EvaluateAsync(seconds, duration);

        Assert.Equal(status, outcome.Status);
        Assert.True(finding is null || outcome.Finding!.Name == finding);
        Assert.Contains(says, outcome.Message, StringComparison.Ordinal);
        Assert.Equal(status == CheckStatus.Failed ? "CLOCK_SKEW_ERROR" : null, outcome.ErrorCode?.Name);
        Assert.Equal(status == CheckStatus.Passed, outcome.Remediation.Count == 0);
    }

    // The registry may have read its clock at any moment of them.
    [Theory]
    [InlineData(125, 10, CheckStatus.Passed)]
    [InlineData(126, 10, CheckStatus.Warning)]
    [InlineData(305, 10, CheckStatus.Warning)]
    [InlineData(306, 10, CheckStatus.Failed)]
    public async Task What_the_way_to_and_fro_took_is_not_held_against_the_clock(int seconds, int duration, CheckStatus status) =>
        Assert.Equal(status, (await EvaluateAsync(seconds, duration)).Status);

    [Fact]
    public async Task A_registry_that_refuses_still_shows_its_clock()
    {
        CheckOutcome refused = TestOutcome.Failed(ErrorCodes.Forbidden, "403", Answer(1200, 0));

        Assert.Equal(ErrorCodes.ClockSkew, (await RunAsync(refused)).ErrorCode);
    }

    [Fact]
    public async Task Without_an_answer_nothing_is_known()
    {
        CheckOutcome outcome = await RunAsync(TestOutcome.Failed(ErrorCodes.Challenge, "silent", new HttpDetail { Request = "GET /v2/" }));

        Assert.Equal(CheckStatus.Skipped, outcome.Status);
        Assert.Equal(["Challenge"], outcome.BlockedBy);
        Assert.Equal(["Challenge"], (await CheckTestBed.RunAsync(new ClockSkewCheck(), "contoso")).BlockedBy);
    }

    [Fact]
    public async Task An_answer_without_a_date_is_no_failure()
    {
        CheckOutcome outcome = await RunAsync(CheckOutcome.Passed("asks", new HttpDetail { Request = "GET /v2/", StatusCode = 401, Duration = TimeSpan.Zero }));

        Assert.Equal(CheckStatus.Skipped, outcome.Status);
        Assert.Null(outcome.BlockedBy);
    }

    private static Task<CheckOutcome> EvaluateAsync(int seconds, int duration) => RunAsync(CheckOutcome.Passed("asks", Answer(seconds, duration)));

    private static Task<CheckOutcome> RunAsync(CheckOutcome challenge) => CheckTestBed.RunAsync(new ClockSkewCheck(), "contoso", ("Challenge", challenge));

    private static HttpDetail Answer(int seconds, int duration) => new()
    {
        Request = "GET /v2/",
        StatusCode = 401,
        ClockSkew = TimeSpan.FromSeconds(seconds),
        Duration = TimeSpan.FromSeconds(duration),
    };
}
