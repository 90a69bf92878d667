using System.Net;
using System.Net.Sockets;
using AcrHealth.Checks.SignIn;
using AcrHealth.Core.Tests.Checks;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Running;

namespace AcrHealth.Core.Tests.Diagnosis.Connection;

public sealed class HttpFailureTests
{
    public static TheoryData<Exception, string, string> Exceptions => new()
    {
        { new ResponseUnfinishedException(200, 1300, TimeSpan.FromSeconds(7.5), new()), "TransferStalled", "1,300 bytes arrived, then nothing more for 7.5 s" },
        { new ResponseUnfinishedException(200, 0, TimeSpan.FromSeconds(15), new()), "TransferStalled", "0 bytes arrived" },
        { new ResponseUnfinishedException(200, 81234, TimeSpan.FromSeconds(0.2), new()), "TransferTooSlow", "81,234 bytes arrived within 15 s" },
        { new OperationCanceledException(), "RequestUnanswered", "no answer within 15 s" },
        { new ResponseCutException(512, new IOException()), "TransferCut", "512 bytes had arrived" },
        { new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded), "HeadersTooLarge", "headers" },
        { new HttpRequestException(HttpRequestError.InvalidResponse), "AnswerNotHttp", "not HTTP" },
        { new HttpRequestException(HttpRequestError.ResponseEnded), "ConnectionClosed", "closed before the answer" },
        { new HttpRequestException("reset", new SocketException((int)SocketError.ConnectionReset)), "ConnectionReset", "was reset" },
        { new HttpRequestException("odd"), "RequestFailed", "odd" },
    };

    [Theory]
    [MemberData(nameof(Exceptions), DisableDiscoveryEnumeration = true)]
    public void What_a_request_ended_with_names_the_cause(Exception exception, string finding, string says)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://contoso.azurecr.io/v2/?secret=canary");

        CheckOutcome failure = HttpFailure.Unanswered(CheckTestBed.ContextOf(new RegistryApiCheck(), "contoso"), request, exception);

        Assert.Equal((finding, "REGISTRY_API_ERROR"), (failure.Finding!.Name, failure.ErrorCode?.Name));
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Remediation);
    }

    [Theory]
    [InlineData(429, null, "RegistryThrottled", "CONNECTIVITY_TOOMANYREQUESTS_ERROR")]
    [InlineData(429, 30, "RegistryThrottledUntil", "CONNECTIVITY_TOOMANYREQUESTS_ERROR")]
    [InlineData(307, null, "RequestRedirected", "REGISTRY_API_ERROR")]
    [InlineData(503, null, "ServerError", "REGISTRY_API_ERROR")]
    public void A_status_that_is_wrong_at_every_step_names_the_cause(int status, int? retryAfter, string finding, string code)
    {
        CheckOutcome failure = HttpFailure.AtAnyStep(CheckTestBed.ContextOf(new RegistryApiCheck(), "contoso"), Answer(status, string.Empty, retryAfter), ErrorCodes.RegistryApi)!;

        Assert.Equal((finding, code), (failure.Finding!.Name, failure.ErrorCode?.Name));
    }

    [Fact]
    public void An_answer_that_was_cut_is_too_long() => Assert.Equal(
        "AnswerTooLong",
        HttpFailure.AtAnyStep(CheckTestBed.ContextOf(new RegistryApiCheck(), "contoso"), Answer(200, "x", isCut: true), ErrorCodes.RegistryApi)!.Finding!.Name);

    [Theory]
    [InlineData("", null, "TokenAnswerEmpty")]
    [InlineData("{}", null, "TokenMissing")]
    [InlineData("x", "gzip", "TokenAnswerCompressed")]
    public void An_answer_without_a_token_names_the_cause(string body, string? encoding, string finding)
    {
        CheckOutcome failure = HttpFailure.NoToken(
            CheckTestBed.ContextOf(new RegistryApiCheck(), "contoso"), Answer(200, body, encoding: encoding), ErrorCodes.AccessToken, "access_token");

        Assert.Equal((finding, "CONNECTIVITY_ACCESS_TOKEN_ERROR"), (failure.Finding!.Name, failure.ErrorCode?.Name));
        Assert.Contains("access_token", failure.Message, StringComparison.Ordinal);
    }

    private static RegistryResponse Answer(int status, string body, int? retryAfter = null, bool isCut = false, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://contoso.azurecr.io/v2/");
        using var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
        response.Headers.TryAddWithoutValidation("Location", "https://elsewhere.example/");
        if (retryAfter is { } seconds)
        {
            response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        }

        if (encoding is not null)
        {
            response.Content.Headers.ContentEncoding.Add(encoding);
        }

        return new(request, response, body, DateTimeOffset.UtcNow, TimeSpan.Zero) { IsCut = isCut };
    }
}
