using System.Net;
using System.Net.Sockets;
using AcrHealth.Details;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Network.Dns;

namespace AcrHealth.Fuzz.Tests;

public sealed class DnsFuzzTests
{
    [Fact]
    public void Any_chain_of_names_gives_a_bounded_harmless_reading()
    {
        var mutator = new Mutator(
            [
                "contoso.azurecr.io,r0318eus-az.eastus.cloudapp.azure.com", "contoso.privatelink.azurecr.io,10.0.0.5", "a,b,a,b,a", ".", ",,,",
                "cloudapp,cloudapp.cloudapp.cloudapp", "n.region.cloudapp.chinacloudapi.cn.",
            ],
            [",", ".", "..", ".cloudapp.", ".privatelink.", "cloudapp", "\\000", "x.y.cloudapp.azure.com,"]);
        SocketError[] errors = Enum.GetValues<SocketError>();

        Campaign.Run(3, mutator, chain =>
        {
            string[] names = chain.Split(',');
            var explanation = new DnsExplanation { Outcome = names[0], Chain = names };

            DnsDetail detail = DnsReading.Detail("contoso.azurecr.io", [IPAddress.Loopback], null, explanation);

            ConnectionFailure failure = DnsDiagnosis.Of("contoso.azurecr.io", errors[chain.Length % errors.Length], explanation);
            Assert.NotEmpty(failure.Finding.Name);
            Assert.All(failure.Values.Select(value => value.Value).OfType<string>(), HarmlessText.Check);
            Assert.InRange(detail.Region?.Length ?? 0, 0, 63);
            HarmlessText.Check(detail.Region ?? string.Empty);
            Assert.Equal(chain.Contains(".privatelink.", StringComparison.OrdinalIgnoreCase), detail.IsPrivateLink);
        });
    }
}
