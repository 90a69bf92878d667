using AcrHealth.Programs;

namespace AcrHealth.Core.Tests.Programs;

public sealed class EvidenceTests
{
    private static readonly Evidence<string> Rules = new(("dns", ["lookup…no such host"]), ("refused", ["connection refused", "no such host"]));

    [Theory]
    [InlineData("dial tcp: lookup contoso on 127.0.0.53:53: no such host", "dns")]
    [InlineData("NO SUCH HOST: lookup", "refused")]
    [InlineData("lookup contoso\nno such host", "refused")]
    [InlineData("Connection Refused", "refused")]
    [InlineData("something else", null)]
    [InlineData("", null)]
    [InlineData("time=1 level=debug msg=\"connection refused\"", null)]
    public void The_first_rule_with_a_mark_on_one_line_decides(string text, string? cause) => Assert.Equal(cause, Rules.Find(text));

    [Fact]
    public void The_most_telling_text_decides_before_the_others() => Assert.Equal("refused", Rules.Find("connection refused", "lookup x: no such host"));
}
