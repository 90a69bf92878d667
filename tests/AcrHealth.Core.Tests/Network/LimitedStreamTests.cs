using AcrHealth.Network;

namespace AcrHealth.Core.Tests.Network;

public sealed class LimitedStreamTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(100)]
    public async Task What_is_as_long_as_it_may_be_is_read_whole(int length)
    {
        using var stream = new LimitedStream(new MemoryStream(new byte[length]), 100, () => new InvalidDataException());
        using var copy = new MemoryStream();

        await stream.CopyToAsync(copy, TestContext.Current.CancellationToken);

        Assert.Equal(length, copy.Length);
    }

    [Fact]
    public async Task What_is_longer_ends_in_the_exception_of_whoever_set_the_limit_however_it_is_read()
    {
        static LimitedStream Endless() => new(new MemoryStream(new byte[101]), 100, () => new InvalidDataException("too long"));
        using var copy = new MemoryStream();

        await Assert.ThrowsAsync<InvalidDataException>(() => Endless().CopyToAsync(copy, TestContext.Current.CancellationToken));
        Assert.Throws<InvalidDataException>(() => Endless().CopyTo(copy));
        Assert.Throws<InvalidDataException>(() => Endless().ReadExactly(new byte[101]));
    }
}
