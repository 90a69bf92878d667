using System.Text;
using AcrHealth.Network.Proxies;
using AcrHealth.Registry;

namespace AcrHealth.Fuzz.Tests;

public sealed class HeaderFuzzTests
{
    private const int MaximumChallenges = 16;
    private const int MaximumParameters = 32;

    [Fact]
    public void Any_challenge_header_is_read_to_a_bounded_list_of_pieces_of_it()
    {
        var mutator = new Mutator(
            [
                "Bearer realm=\"https://contoso.azurecr.io/oauth2/token\",service=\"contoso.azurecr.io\"",
                "bearer service=\"a\", realm=\"b\", scope=\"\"",
                "Basic realm=\"https://contoso.azurecr.io\"",
                "Negotiate, Basic realm=\"a \\\"quoted\\\" word, with a comma\", Digest nonce=abc, qop=\"auth,auth-int\"",
                "Bearer realm=https://contoso.azurecr.io/oauth2/token , service = contoso",
                "NTLM TlRMTVNTUAABAAAAB4IIAAAAAAAAAAAAAAAAAAAAAAA=",
            ],
            ["Bearer", "Basic", "realm=", "service=\"", "\"", ",", "=", "token68==", "Bearer,Bearer,"]);

        Campaign.Run(12, mutator, header =>
        {
            IReadOnlyList<AuthenticationChallenge> challenges = AuthenticationChallenge.Parse([header, "Basic realm=\"x\""]);

            Assert.InRange(challenges.Count, 1, MaximumChallenges);
            foreach (AuthenticationChallenge challenge in challenges)
            {
                Assert.NotEmpty(challenge.Scheme);
                Assert.InRange(challenge.Parameters.Count, 0, MaximumParameters);
                Assert.True(challenge.Parameters.Sum(pair => pair.Key.Length + pair.Value.Length) <= header.Length + 16);
            }
        });
    }

    [Fact]
    public void Any_answer_of_a_proxy_opens_the_way_or_is_a_documented_refusal()
    {
        var proxy = new Uri("http://user:word@proxy.example:3128");
        var mutator = new Mutator(
            [
                "HTTP/1.1 200 Connection established\r\n\r\n",
                "HTTP/1.0 200 OK\r\nProxy-Agent: x\r\n\r\nrest",
                "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n",
                "<html>\r\n\r\n",
            ],
            ["HTTP/1.1 ", "200", "+200", "\r\n\r\n", "\n\n", " "]);

        Campaign.Run(5, mutator, answer =>
        {
            using var conversation = new Conversation(Encoding.Latin1.GetBytes(answer));
            try
            {
                ProxyTunnel.OpenAsync(conversation, proxy, "contoso.azurecr.io:443", CancellationToken.None).GetAwaiter().GetResult();
                Assert.StartsWith("HTTP/1.", answer, StringComparison.Ordinal);
                Assert.Contains("\n\n", answer.Replace("\r", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
            }
            catch (Exception exception) when (exception is ProxyException or IOException)
            {
                Assert.True(exception.Message.Length <= 16 * 1024);
                Assert.DoesNotContain("user:word", exception.ToString(), StringComparison.Ordinal);
            }
        });
    }
}
