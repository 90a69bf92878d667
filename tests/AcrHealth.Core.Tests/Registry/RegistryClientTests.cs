using System.Net;
using System.Net.Security;
using AcrHealth.Core.Tests.Network.Tls;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Network;
using AcrHealth.Registry;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Registry;

public sealed class RegistryClientTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static readonly TestCertificate Root = TestCertificate.Authority("Test root");
    private static readonly TestCertificate Certificate = TestCertificate.Server(Root);

    private readonly List<string> _requests = [];
    private readonly List<string> _logged = [];

    [Fact]
    public async Task Requests_share_one_connection()
    {
        await using LoopbackServer server = Serve(Ok);
        using RegistryClient client = await ConnectAsync(server);

        Assert.Equal("ok", (await GetAsync(client, "/v2/")).Body);
        Assert.Equal("ok", (await GetAsync(client, "/v2/again?secret=canary")).Body);

        Assert.Equal(1, server.Connections);
        Assert.Equal(["GET /v2/ HTTP/1.1", "GET /v2/again?secret=canary HTTP/1.1"], _requests.Select(request => request.Split("\r\n")[0]));
        Assert.All(_requests, request => Assert.Contains("\r\nUser-Agent: AcrHealth/", request, StringComparison.Ordinal));
        Assert.Equal(2, _logged.Count);
        Assert.DoesNotContain(_logged, line => line.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_closed_connection_is_no_longer_usable()
    {
        await using LoopbackServer server = Serve("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok", Ok);
        using RegistryClient client = await ConnectAsync(server);

        Assert.Equal("ok", (await GetAsync(client)).Body);
        Assert.Equal("ok", (await GetAsync(client)).Body);

        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_connection_closed_before_its_second_use_is_opened_again()
    {
        await using LoopbackServer server = Serve(Ok, "", Ok);
        using RegistryClient client = await ConnectAsync(server);
        await GetAsync(client);

        Assert.Equal("ok", (await PostAsync(client)).Body);

        Assert.Equal(2, server.Connections);
        Assert.Equal(3, _requests.Count);
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, Ok, "", "")]
    public async Task A_server_that_closes_a_new_connection_is_not_asked_again(int connections, params string[] answers)
    {
        await using LoopbackServer server = Serve(answers);
        using RegistryClient client = await ConnectAsync(server);
        for (int i = 0; i < connections - 1; i++)
        {
            await GetAsync(client);
        }

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => PostAsync(client));

        Assert.Equal(connections, server.Connections);
    }

    [Theory]
    [InlineData("https://localhost:1/v2/")]
    [InlineData("https://evil.example/v2/")]
    [InlineData("http://localhost/v2/")]
    public async Task Nothing_is_sent_to_another_origin(string url)
    {
        await using LoopbackServer server = Serve(Ok);
        using RegistryClient client = await ConnectAsync(server);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent("token") };

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.SendAsync(request, TestContext.Current.CancellationToken));
        Assert.Empty(_requests);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirects_are_not_followed(int status)
    {
        await using LoopbackServer server = Serve($"HTTP/1.1 {status} Elsewhere\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
        using RegistryClient client = await ConnectAsync(server);

        Assert.Equal(status, (await GetAsync(client)).StatusCode);
        Assert.Single(_requests);
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        await using LoopbackServer server = Serve("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
        using RegistryClient client = await ConnectAsync(server);

        await GetAsync(client);
        await GetAsync(client);

        Assert.DoesNotContain(_requests, request => request.Contains("Cookie", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_body_without_end_is_read_to_its_bound()
    {
        await using var server = new LoopbackServer(async (stream, _, stop) =>
        {
            await using SslStream secure = await Certificate.AcceptAsync(stream, stop);
            await LoopbackServer.ReadHeadAsync(secure, stop);
            await secure.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), stop);
            while (true)
            {
                await secure.WriteAsync(new byte[16 * 1024], stop);
            }
        });
        using RegistryClient client = await ConnectAsync(server);

        Assert.InRange((await GetAsync(client)).Body.Length, RegistryClient.MaximumBody, RegistryClient.MaximumBody + 4096);
    }

    [Theory]
    [InlineData(RegistryClient.MaximumBody, true)]
    [InlineData(RegistryClient.MaximumManifest, false)]
    public async Task A_body_is_read_as_far_as_the_caller_wants(int maximum, bool isCut)
    {
        const int Length = 1024 * 1024;
        await using LoopbackServer server = Serve($"HTTP/1.1 200 OK\r\nContent-Length: {Length}\r\n\r\n{new string('x', Length)}");
        using RegistryClient client = await ConnectAsync(server);
        using var deadline = new Deadline();
        using var request = new HttpRequestMessage(HttpMethod.Get, client.Route.Target.Url("/v2/a/manifests/b"));

        RegistryResponse answer = await client.SendAsync(request, deadline.Token, maximum);

        Assert.Equal(isCut, answer.IsCut);
        Assert.True(isCut || answer.Content.Length == Length);
    }

    [Fact]
    public async Task A_compressed_body_is_not_inflated()
    {
        await using LoopbackServer server = Serve("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\b\0");
        using RegistryClient client = await ConnectAsync(server);

        Assert.Equal(4, (await GetAsync(client)).Body.Length);
        Assert.DoesNotContain(_requests, request => request.Contains("Accept-Encoding", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Headers_of_a_megabyte_are_refused()
    {
        await using LoopbackServer server = Serve($"HTTP/1.1 200 OK\r\nX: {new string('x', 1 << 20)}\r\nContent-Length: 0\r\n\r\n");
        using RegistryClient client = await ConnectAsync(server);

        HttpRequestException failure = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(client));
        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
    }

    [Theory]
    [InlineData("220 smtp.example ESMTP\r\n\r\n", HttpRequestError.InvalidResponse)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 10\r\n\r\nhalf", HttpRequestError.ResponseEnded)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal", HttpRequestError.ResponseEnded)]
    public async Task What_is_no_whole_answer_is_told_apart(string answer, HttpRequestError error)
    {
        await using LoopbackServer server = Serve(answer);
        using RegistryClient client = await ConnectAsync(server);

        Assert.Equal(error, (await Assert.ThrowsAnyAsync<HttpRequestException>(() => GetAsync(client))).HttpRequestError);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_waited_for_only_as_long_as_the_caller_waits()
    {
        using var deadline = new Deadline();
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        await using var server = new LoopbackServer(async (stream, _, stop) =>
        {
            await using SslStream secure = await Certificate.AcceptAsync(stream, stop);
            await LoopbackServer.ReadHeadAsync(secure, stop);
            await impatient.CancelAsync();
            await Task.Delay(Timeout.Infinite, stop);
        });
        using RegistryClient client = await ConnectAsync(server);

        using var request = new HttpRequestMessage(HttpMethod.Get, client.Route.Target.Url("/v2/"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendAsync(request, impatient.Token));
        Assert.False(deadline.Token.IsCancellationRequested);
    }

    // A hostile or careless server may put these in its headers, read as the socket gives them: none of them may cause an exception.
    [Theory]
    [InlineData("x-ms-correlation-request-id:\r\n", null)]
    [InlineData("x-ms-correlation-request-id: \r\n", null)]
    [InlineData("x-ms-correlation-request-id: a\r\nx-ms-correlation-request-id: b\r\n", "a")]
    [InlineData("Retry-After: soon\r\nRetry-After: 5\r\nDate: today\r\nDate: Mon, 01 Jan 2024 00:00:00 GMT\r\n", null)]
    [InlineData("Retry-After: 5\r\nRetry-After: 6\r\n", null)]
    [InlineData("Retry-After: -5\r\nDate: Mon, 99 Jan 2024 00:00:00 GMT\r\n", null)]
    [InlineData("Retry-After: 99999999999999999999\r\n", null)]
    [InlineData("Content-Type: text/html\r\nContent-Type: application/json\r\n", null)]
    [InlineData("Content-Type: ;;;\r\n", null)]
    [InlineData("Content-Type: application/json; charset=klingon\r\n", null)]
    [InlineData("x-ms-correlation-request-id: \u00ff\u00fe\u009b31m\r\nX-Other: \u0080\r\n", "ÿþ")]
    public async Task Odd_headers_are_read_without_harm(string headers, string? correlationId)
    {
        await using LoopbackServer server = Serve($"HTTP/1.1 401 \u009b31mRed\r\n{headers}Content-Length: 0\r\n\r\n");
        using RegistryClient client = await ConnectAsync(server);

        RegistryResponse answer = await GetAsync(client);

        Assert.Equal(correlationId, answer.CorrelationId);
        Assert.DoesNotContain(answer.Summary + answer.ContentType, char.IsControl);
        Assert.Equal(401, answer.ToDetail().StatusCode);
    }

    private LoopbackServer Serve(params string[] answers) => LoopbackServer.Https(Certificate, _requests, answers);

    private async Task<RegistryClient> ConnectAsync(LoopbackServer server)
    {
        using var deadline = new Deadline();
        var target = new RegistryTarget { Input = "localhost", Host = "localhost", Port = server.Port };
        var route = new RegistryRoute(target, [IPAddress.Loopback], null, Root.Root);
        (SslStream stream, _) = await route.ConnectAsync(new(), deadline.Token);
        return new(route, stream, _logged.Add);
    }

    private static async Task<RegistryResponse> PostAsync(RegistryClient client)
    {
        using var deadline = new Deadline();
        using var request = new HttpRequestMessage(HttpMethod.Post, client.Route.Target.Url("/oauth2/exchange")) { Content = new StringContent("a=b") };
        return await client.SendAsync(request, deadline.Token);
    }

    private static async Task<RegistryResponse> GetAsync(RegistryClient client, string path = "/v2/")
    {
        using var deadline = new Deadline();
        using var request = new HttpRequestMessage(HttpMethod.Get, client.Route.Target.Url(path));
        return await client.SendAsync(request, deadline.Token);
    }
}
