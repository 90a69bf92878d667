using AcrHealth.Waiting;

namespace AcrHealth.Core.Tests.Waiting;

public sealed class RetryDelayTests
{
    private static readonly TimeSpan Plenty = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(0.0, new[] { 1.0, 2, 4, 8, 15, 15 })]
    [InlineData(1.0, new[] { 2.0, 4, 8, 16, 30, 30 })]
    public void Pauses_double_up_to_the_cap_and_half_of_each_is_chance(double chance, double[] seconds)
    {
        var pace = new RetryDelay(() => chance);

        Assert.Equal(seconds, seconds.Select(_ => pace.Next(Plenty, TimeSpan.Zero, TimeSpan.Zero)!.Value.TotalSeconds));
    }

    [Fact]
    public void A_registry_that_asks_for_more_gets_more()
    {
        Assert.Equal(TimeSpan.FromMinutes(2), new RetryDelay(() => 1).Next(Plenty, TimeSpan.Zero, TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public void The_last_attempt_begins_early_enough_to_end_in_time()
    {
        var pace = new RetryDelay(() => 1);

        Assert.Equal(TimeSpan.FromSeconds(7), pace.Next(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(60)));
        Assert.Equal(TimeSpan.FromSeconds(4), new RetryDelay(() => 1).Next(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void Less_than_a_second_is_not_worth_another_attempt()
    {
        Assert.Null(new RetryDelay(() => 1).Next(TimeSpan.FromSeconds(0.9), TimeSpan.Zero, TimeSpan.Zero));
        Assert.Null(new RetryDelay(() => 1).Next(TimeSpan.FromSeconds(-5), TimeSpan.Zero, TimeSpan.Zero));
    }
}
