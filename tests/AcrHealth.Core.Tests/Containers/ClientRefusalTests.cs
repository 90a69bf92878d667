using System.Text;
using AcrHealth.Containers;

namespace AcrHealth.Core.Tests.Containers;

/// <summary>Covers the inputs that the JSON decoder of Go, in which both clients are written, accepts and refuses.</summary>
public sealed class ClientRefusalTests
{
    private const string Registry = "contoso.azurecr.io";
    private const string Auth = "YWxpY2U6c2VjcmV0";
    private const string Good = $"{{\"auths\":{{\"{Registry}\":{{\"auth\":\"{Auth}\"}}}}}}";

    public static TheoryData<string, string> NotUtf8 => new()
    {
        { "utf-8", "\ufeff" },
        { "utf-8", "\0" },
        { "utf-16", string.Empty },
        { "utf-16", "\ufeff" },
        { "utf-16BE", "\ufeff" },
        { "utf-32", string.Empty },
    };

    [Theory]
    [MemberData(nameof(NotUtf8))]
    public void Both_refuse_what_is_not_plain_UTF_8(string encoding, string before)
    {
        byte[] json = Encoding.GetEncoding(encoding).GetBytes(before + Good);

        Assert.ThrowsAny<FormatException>(() => ClientConfiguration.Read(json, isPodman: false));
        Assert.ThrowsAny<FormatException>(() => ClientConfiguration.Read(json, isPodman: true));
    }

    [Theory]
    [InlineData("{\"auths\":[]}")]
    [InlineData("{\"auths\":{\"x\":\"text\"}}")]
    [InlineData("{\"auths\":{\"x\":{\"auth\":7}}}")]
    [InlineData("{\"Auths\":{\"x\":{\"AUTH\":true}}}")]
    [InlineData("{\"credHelpers\":{\"x\":7}}")]
    [InlineData("{\"auths\":{},}")]
    [InlineData("{\"auths\":{} // comment\n}")]
    [InlineData("{'auths':{}}")]
    [InlineData("{\"auths\":{\"x\":{}}")]
    [InlineData("7")]
    public void Both_refuse_members_of_another_type_and_what_is_no_JSON(string json)
    {
        Assert.ThrowsAny<FormatException>(() => Read(json, isPodman: false));
        Assert.ThrowsAny<FormatException>(() => Read(json, isPodman: true));
    }

    [Theory]
    [InlineData("{\"credsStore\":7}")]
    [InlineData("{\"HttpHeaders\":{\"x\":[]}}")]
    [InlineData("{\"plugins\":{\"x\":{\"y\":false}}}")]
    [InlineData("{\"proxies\":{\"default\":{\"httpProxy\":7}}}")]
    [InlineData("{\"pruneFilters\":\"text\"}")]
    public void Docker_knows_more_members_than_Podman(string json)
    {
        Assert.ThrowsAny<FormatException>(() => Read(json, isPodman: false));
        Assert.Null(Read(json, isPodman: true).LoginFor(Registry));
    }

    [Fact]
    public void Docker_takes_the_first_value_of_a_file_and_Podman_wants_no_other()
    {
        Assert.NotNull(Read(Good + "garbage", isPodman: false).LoginFor(Registry));
        Assert.ThrowsAny<FormatException>(() => Read(Good + "garbage", isPodman: true));
        Assert.ThrowsAny<FormatException>(() => Read(Good + "{}", isPodman: true));
    }

    [Theory]
    [InlineData($"{{\"AUTHS\":{{\"{Registry}\":{{\"Auth\":\"{Auth}\"}}}}}}")]
    [InlineData($"{{\"auths\":{{\"x\":{{}}}},\"auths\":{{\"{Registry}\":{{\"auth\":\"{Auth}\"}}}},\"auths\":null}}")]
    [InlineData($"{{\"auths\":{{\"{Registry}\":{{\"auth\":\"x\"}},\"{Registry}\":{{\"auth\":\"{Auth}\"}}}}}}")]
    [InlineData($"{{\"unknown\":\"\\ud800\",\"auths\":{{\"\\ud800\":{{}},\"{Registry}\":{{\"auth\":\"YWxpY2U6\\r\\nc2VjcmV0\"}}}}}}")]
    public void Names_in_any_case_repeated_members_and_half_characters_are_taken(string json) =>
        Assert.Equal("alice", Read(json, isPodman: true).LoginFor(Registry)!.User);

    [Fact]
    public void Depth_is_refused_where_Go_refuses_it()
    {
        static string Nested(int depth) => $"{{\"x\":{new string('[', depth)}{new string(']', depth)},{Good[1..]}";

        Assert.NotNull(Read(Nested(9_000), isPodman: false).LoginFor(Registry));
        Assert.ThrowsAny<FormatException>(() => Read(Nested(10_001), isPodman: false));
    }

    [Theory]
    [InlineData("YWxpY2U6 c2VjcmV0")]
    [InlineData("YWxpY2U6c2VjcmV")]
    [InlineData("YWxpY2U6c2VjcmV0=")]
    public void What_Go_cannot_decode_spoils_the_file_for_docker_and_the_login_for_Podman(string auth)
    {
        string json = $"{{\"auths\":{{\"x\":{{\"auth\":\"{auth}\"}},\"{Registry}\":{{\"auth\":\"{Auth}\"}}}}}}";

        Assert.ThrowsAny<FormatException>(() => Read(json, isPodman: false));
        Assert.NotNull(Read(json, isPodman: true).LoginFor(Registry));
    }

    private static ClientConfiguration Read(string json, bool isPodman) => ClientConfiguration.Read(Encoding.UTF8.GetBytes(json), isPodman);
}
