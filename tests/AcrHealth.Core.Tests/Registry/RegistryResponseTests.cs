using System.Globalization;
using System.Net;
using AcrHealth.Registry;

namespace AcrHealth.Core.Tests.Registry;

public sealed class RegistryResponseTests
{
    private static readonly DateTimeOffset Received = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_request_is_reported_without_its_query() =>
        Assert.Equal("GET https://contoso.azurecr.io/oauth2/token", Answer().Request);

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("Wed, 01 May 2024 12:02:00 GMT", 120)]
    [InlineData("Wed, 01 May 2024 11:00:00 GMT", 0)]
    [InlineData("soon", null)]
    [InlineData("-1", null)]
    [InlineData("", null)]
    public void When_to_come_back_is_read_in_both_forms(string header, int? seconds) =>
        Assert.Equal(seconds, (int?)Answer(headers: ("Retry-After", header)).RetryAfter?.TotalSeconds);

    [Theory]
    [InlineData("Wed, 01 May 2024 12:00:00 GMT", 0)]
    [InlineData("Wed, 01 May 2024 12:20:00 GMT", 1200)]
    [InlineData("Wed, 01 May 2024 11:40:00 GMT", -1200)]
    [InlineData("yesterday", null)]
    public void The_clock_skew_is_reported_to_the_second(string date, int? seconds) =>
        Assert.Equal(seconds, (int?)Answer(headers: ("Date", date)).ClockSkew?.TotalSeconds);

    [Fact]
    public void A_slow_answer_is_not_taken_for_a_skewed_clock() => Assert.Equal(
        TimeSpan.Zero, Answer(duration: TimeSpan.FromSeconds(20), headers: ("Date", Received.AddSeconds(-10).ToString("r", CultureInfo.InvariantCulture))).ClockSkew);

    [Fact]
    public void The_registrys_own_words_are_in_the_summary()
    {
        RegistryResponse answer = Answer(
            HttpStatusCode.Forbidden,
            """{"errors":[{"code":"DENIED","message":"client with IP 10.0.0.4 is not allowed"}]}""",
            headers: ("x-ms-correlation-request-id", "0a1b"));

        Assert.Equal("HTTP 403 Forbidden: DENIED: client with IP 10.0.0.4 is not allowed (correlation id 0a1b)", answer.Summary);
        Assert.Equal(("DENIED", "0a1b", 403), (answer.ToDetail().RegistryErrorCode, answer.ToDetail().CorrelationId, answer.ToDetail().StatusCode));
    }

    [Fact]
    public void A_bare_answer_has_a_bare_summary() => Assert.Equal("HTTP 503 ServiceUnavailable", Answer(HttpStatusCode.ServiceUnavailable).Summary);

    [Fact]
    public void An_unknown_status_is_reported_by_its_number() => Assert.Equal("HTTP 799", Answer((HttpStatusCode)799).Summary.TrimEnd());

    [Fact]
    public void Hostile_texts_are_shown_short_and_harmless()
    {
        RegistryResponse answer = Answer(
            HttpStatusCode.Unauthorized,
            "{\"error\":\"\\u001b]0;title\\u0007\\u202e" + new string('x', 100_000) + "\"}",
            headers: ("x-ms-correlation-request-id", "\u009b2J" + new string('y', 100_000)));

        Assert.DoesNotContain(answer.Summary, c => char.IsControl(c) || c == '\u202e');
        Assert.InRange(answer.Summary.Length, 1, 400);
    }

    private static RegistryResponse Answer(
        HttpStatusCode status = HttpStatusCode.OK, string body = "", TimeSpan duration = default, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://contoso.azurecr.io/oauth2/token?service=contoso.azurecr.io&scope=x");
        using var response = new HttpResponseMessage(status);
        foreach ((string name, string value) in headers)
        {
            Assert.True(response.Headers.TryAddWithoutValidation(name, value));
        }

        return new(request, response, body, Received, duration);
    }
}
