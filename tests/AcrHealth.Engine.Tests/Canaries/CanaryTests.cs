using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests.Canaries;

/// <summary>
/// A registry that says secrets back, in every form, in every field of every answer: the answers are the simulator's own, so that a field that is
/// new there is covered; and all that a command gives is looked through, so that a new property is.
/// </summary>
[Trait("Suite", "Long")]
[Collection(nameof(EnvironmentVariables))]
public sealed class CanaryTests(Simulated simulated)
{
    private const string Script =
        "param($registries, $authority, $certificate, $secret, $user) $secure = [securestring]::new(); $secret.ToCharArray() | ForEach-Object { $secure.AppendChar($_) }; "
        + "Test-AcrHealth -Registry $registries -CACertificate $authority, $certificate -ExcludeCheck Docker*, Helm* -TimeoutSeconds 8 -ThrottleLimit 12 -Force "
        + "-Repository " + SimulatedRegistry.PublicRepository + " -PushTo team/acrhealth ";

    private AzureSimulator Azure => simulated.Azure;

    [Theory]
    [InlineData("token", 1)]
    [InlineData("password", 4)]
    public void No_form_of_a_secret_in_any_part_of_a_response_is_shown(string way, int every)
    {
        using X509Certificate2 certificate = LoopbackCertificate.Create();
        using HttpClient http = RelayClient.Create(Azure.CertificateAuthority);
        var tokens = new CanaryTokens(Opaque("refresh"), Opaque("access"));
        string given = way == "token" ? EntraLikeToken.Create(Azure.Identity.TenantId, Opaque("signature")) : Azure.Password;
        var upstream = new Upstream(Azure.Healthy.LoginServer, DataAuthority(), given, way == "token" ? Azure.Identity.IssueEntraToken() : given, tokens, certificate, http);
        string[] secrets = [given, tokens.Refresh, tokens.Access];
        HashSet<string> fragments = EchoForms.Fragments(secrets);
        Assert.All(secrets, secret => Assert.NotNull(EchoForms.FindLeak(EchoForms.Payload(secret, 0), fragments)));

        List<RelayServer> servers = [];
        try
        {
            using var plain = new RelayServer(upstream);
            Transcript healthy = Run(way, [plain.Authority], certificate, given);
            Assert.DoesNotContain(healthy.Results, result => result.Status == "Failed");

            (string Step, RelayedResponse Answer)[] steps = [.. plain.Answers.DistinctBy(answer => answer.Step)];
            List<string> cases = [];
            foreach ((int turn, (string step, RelayedResponse answer)) in steps.Index())
            {
                foreach ((string name, Func<string, RelayedResponse> _) in answer.Variations(turn).Where((_, i) => (i + turn) % every == 0))
                {
                    int number = cases.Count;
                    cases.Add($"{step}: {name}");
                    servers.Add(new RelayServer(upstream)
                    {
                        ChangedStep = step,
                        Change = (current, known, issued) =>
                        {
                            // A value that the client has not received yet, or receives in the part that is replaced, is not one of its secrets.
                            string[] said = name.Contains("JSON", StringComparison.Ordinal) || name == "body" || char.IsAsciiDigit(name[0]) ? [.. known] : [.. issued, .. known];
                            return current.Variations(turn).FirstOrDefault(variation => variation.Name == name).With is { } with
                                ? with(EchoForms.Payload(said[number % said.Length], number))
                                : current;
                        },
                    });
                }
            }

            Transcript transcript = Run(way, [.. servers.Select(server => server.Authority)], certificate, given);

            Assert.True(steps.Length >= 10, string.Join(", ", steps.Select(step => step.Step)));
            for (int i = 0; i < servers.Count; i++)
            {
                Assert.True(servers[i].Answers.Any(answer => answer.Step == servers[i].ChangedStep),
                    $"Never reached: {cases[i]}\n{string.Join('\n', transcript.Results.Where(result => result.Registry == servers[i].Authority).Select(result => $"{result.Check} {result.Status} {result.Message}"))}\n{string.Join('\n', servers[i].Answers.Select(answer => answer.Step))}");
            }

            // In most steps, some of the server's text is shown, or nothing would be proved. Steps that only tidy up show little.
            HashSet<string?> logged = [.. transcript.Results.Where(result => result.Message.Contains("***", StringComparison.Ordinal)).Select(result => result.Registry)];
            string?[] toldSteps = [.. servers.Where(server => logged.Contains(server.Authority)).Select(server => server.ChangedStep).Distinct()];
            Assert.True(toldSteps.Length >= steps.Length * 2 / 3, string.Join(", ", toldSteps));
            foreach (string text in transcript.Texts)
            {
                Assert.True(EchoForms.FindLeak(text, fragments) is null, EchoForms.FindLeak(text, fragments));
            }
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
    }

    private Transcript Run(string way, string[] registries, X509Certificate2 certificate, string secret) => Transcript.Of(
        Script + (way == "token" ? "-AccessToken $secure" : "-Credential ([pscredential]::new($user, $secure))"),
        registries, simulated.Authority, certificate, secret, Azure.UserName);

    // The host that the simulator's registries send clients to for layers.
    private string DataAuthority()
    {
        Transcript.Of(
            $"param($registry, $authority, $password, $user) $secure = [securestring]::new(); $password.ToCharArray() | ForEach-Object {{ $secure.AppendChar($_) }}; Test-AcrHealth $registry -CACertificate $authority -Check DataEndpoint -Repository {SimulatedRegistry.PublicRepository} -Credential ([pscredential]::new($user, $secure))",
            Azure.Healthy.LoginServer, simulated.Authority, Azure.Password, Azure.UserName);
        return Azure.DataEndpointTraffic.Log[^1].Headers["Host"];
    }

    private static string Opaque(string name) => $"{name}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(9))}-{Convert.ToBase64String(RandomNumberGenerator.GetBytes(12)).Replace('+', 'x').Replace('/', '_')}";
}
