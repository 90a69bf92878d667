using System.Security.Cryptography.X509Certificates;
using AcrHealth.Simulator.AzureResourceManager;
using AcrHealth.Simulator.Certificates;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Registry;
using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Faults;

/// <summary>The differences between a registry with a fault and a healthy one; none unless set.</summary>
internal sealed record FaultBehavior
{
    /// <summary>The registry as Azure Resource Manager describes it.</summary>
    public ResourceTraits Resource { get; init; } = ResourceTraits.Healthy;

    /// <summary>Whether the login server is a name that can be resolved. If not, nothing else here matters.</summary>
    public bool Resolves { get; init; } = true;

    /// <summary>Whether anything listens on the port.</summary>
    public bool Listens { get; init; } = true;

    /// <summary>Whether the registry speaks TLS.</summary>
    public bool Encrypts { get; init; } = true;

    /// <summary>Host and port that its blobs are at.</summary>
    public Func<RegistryService, OtherHost?, string> BlobHost { get; init; } = HealthyBlobHost;

    /// <summary>Returns the part of a requested scope that its tokens grant; <see langword="null"/> for nothing.</summary>
    public Func<RegistryScope, RegistryScope?> Grant { get; init; } = HealthyGrant;

    /// <summary>Makes the server's certificate; the one that everybody with the authority trusts unless set.</summary>
    public Func<TestCertificateAuthority, X509Certificate2> Certificate { get; init; } = TrustedBy;

    /// <summary>The step that a connection passes through before the TLS handshake.</summary>
    public ConnectionStep? BeforeTls { get; init; }

    /// <summary>The step that a connection passes through after the TLS handshake.</summary>
    public ConnectionStep? AfterTls { get; init; }

    /// <summary>Answers in the healthy registry's place, or lets it answer. All is left to the healthy one unless set.</summary>
    public FaultResponse Answer { get; init; } = (_, http, healthy) => healthy(http);

    /// <summary>The scheme of the host that the registry sends clients to, which is started with it; <see langword="null"/> for none.</summary>
    public string? OtherHostScheme { get; init; }

    /// <summary>Makes that host's certificate.</summary>
    public Func<TestCertificateAuthority, X509Certificate2> OtherHostCertificate { get; init; } = TrustedBy;

    /// <summary>Answers in that host's place; it takes everything unless set.</summary>
    public RequestDelegate? OtherHostAnswer { get; init; }

    /// <summary>Whether the fault is in the responses to requests alone, and so can come and go while a registry runs.</summary>
    public bool IsInAnswers =>
        Resolves && Listens && Encrypts && BeforeTls is null && AfterTls is null && OtherHostScheme is null
        && Certificate == TrustedBy && BlobHost == HealthyBlobHost && Grant == HealthyGrant;

    private static X509Certificate2 TrustedBy(TestCertificateAuthority shop) => shop.Trusted;

    private static string HealthyBlobHost(RegistryService service, OtherHost? other) => service.DataEndpoint;

    private static RegistryScope? HealthyGrant(RegistryScope scope) => scope;
}
