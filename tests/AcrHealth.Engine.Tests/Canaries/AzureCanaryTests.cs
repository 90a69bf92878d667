using System.Security.Cryptography.X509Certificates;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests.Canaries;

/// <summary>
/// A Microsoft Entra ID and an Azure Resource Manager that send secrets back, in every form, in every field of every answer. The answers are the
/// simulator's own, so that a field that is new there is covered.
/// </summary>
[Trait("Suite", "Long")]
[Collection(nameof(EnvironmentVariables))]
public sealed class AzureCanaryTests(Simulated simulated)
{
    private const string Script =
        "param($registries, $authority, $certificate) Test-AcrHealth -Registry $registries -CACertificate $authority, $certificate "
        + "-Check Credential, RegistryResource, NetworkRules, PrivateEndpoint, CustomerManagedKey, Replicas, RoleAssignment -VirtualNetwork simnet -TimeoutSeconds 6";

    private AzureSimulator Azure => simulated.Azure;

    [Theory]
    [InlineData("entra", 3)]
    [InlineData("resource manager", 31)]
    public void No_form_of_a_secret_in_any_part_of_any_answer_is_shown(string service, int every)
    {
        using X509Certificate2 certificate = LoopbackCertificate.Create();
        using HttpClient http = RelayClient.Create(Azure.CertificateAuthority);
        (string Step, RelayedResponse Answer)[] steps = Healthy(service, certificate, http);
        Assert.True(steps.Length >= (service == "entra" ? 1 : 6), string.Join(", ", steps.Select(step => step.Step)));

        HashSet<string> shown = [];
        int number = 0;
        int reached = 0;
        foreach ((int turn, (string step, RelayedResponse answer)) in steps.Index())
        {
            // Refusals come last and have the secret everywhere: none is left out.
            string[] names = [.. answer.Variations(turn).Select(variation => variation.Name).Where((name, i) => (i + turn) % every == 0 || char.IsAsciiDigit(name[0]))];
            foreach (string name in names)
            {
                number++;
                HashSet<string> secrets = [Azure.Identity.ClientSecret];
                using AzureRelay entra = service == "entra" ? Changing(Azure.Identity.AuthorityHost) : Plain(Azure.Identity.AuthorityHost);
                using AzureRelay manager = service == "entra" ? Plain(Azure.ResourceManager.Endpoint) : Changing(Azure.ResourceManager.Endpoint);

                Transcript transcript = Run(entra, manager, certificate);

                reached += (service == "entra" ? entra : manager).Answers.Any(one => one.Step == step) ? 1 : 0;
                HashSet<string> fragments = EchoForms.Fragments(secrets);
                foreach (string text in transcript.Texts)
                {
                    Assert.True(EchoForms.FindLeak(text, fragments) is null, $"{step}: {name}: {EchoForms.FindLeak(text, fragments)}");
                }

                if (transcript.Texts.Any(text => text.Contains("***", StringComparison.Ordinal)))
                {
                    shown.Add(step);
                }

                AzureRelay Plain(Uri upstream) => new(upstream, secrets, certificate, http);

                AzureRelay Changing(Uri upstream) => new(upstream, secrets, certificate, http)
                {
                    ChangedStep = step,
                    Change = (current, known, _) =>
                        current.Variations(turn).FirstOrDefault(variation => variation.Name == name).With is { } with
                            ? with(EchoForms.Payload(known[number % known.Count], number))
                            : current,
                };
            }
        }

        // A busy machine may not come to every request in the time of a check.
        Assert.True(reached >= number * 9 / 10, $"{reached} of {number} answers were changed.");

        // If nothing of what the service said were shown, nothing would be proved. Lists are read for numbers and identifiers, which are not.
        Assert.NotEmpty(shown);
    }

    private (string Step, RelayedResponse Answer)[] Healthy(string service, X509Certificate2 certificate, HttpClient http)
    {
        HashSet<string> secrets = [Azure.Identity.ClientSecret];
        using var entra = new AzureRelay(Azure.Identity.AuthorityHost, secrets, certificate, http);
        using var manager = new AzureRelay(Azure.ResourceManager.Endpoint, secrets, certificate, http);
        Transcript healthy = Run(entra, manager, certificate);
        Assert.All(healthy.Results.Where(result => result.Check is "Credential" or "RegistryResource"), result => Assert.Equal(("Passed", string.Empty), (result.Status, result.Status == "Passed" ? string.Empty : result.Message)));
        Assert.Equal(2, secrets.Count(secret => secret != Azure.Identity.ClientSecret));
        return [.. (service == "entra" ? entra : manager).Answers.DistinctBy(answer => answer.Step)];
    }

    private Transcript Run(AzureRelay entra, AzureRelay manager, X509Certificate2 certificate)
    {
        using var _ = new EnvironmentScope(
        [
            .. Azure.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value)),
            ("AZURE_AUTHORITY_HOST", entra.Url),
            ("AZURE_RESOURCE_MANAGER_ENDPOINT", manager.Url),
        ]);
        return Transcript.Of(Script, new[] { Azure["private-endpoint"].LoginServer, Azure["cmk"].LoginServer }, simulated.Authority, certificate);
    }
}
