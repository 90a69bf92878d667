using System.Security.Cryptography.X509Certificates;
using AcrHealth.Simulator.AzureResourceManager;
using AcrHealth.Simulator.Certificates;
using AcrHealth.Simulator.Faults;
using AcrHealth.Simulator.Hosting;
using AcrHealth.Simulator.Registry;
using AcrHealth.Simulator.Tokens;
using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator;

/// <summary>Something that can be wrong with a registry.</summary>
/// <param name="Name">Its name, in lower case with hyphens.</param>
/// <param name="Code">
/// The AcrHealth error code that a diagnosis should end in; <see langword="null"/> if it should end in none: all is well, or it is worth
/// a warning only.
/// </param>
/// <param name="Description">The behavior of a registry with it, in a sentence.</param>
public sealed record Fault(string Name, string? Code, string Description)
{
    internal const string IncludeResourceManager = "IncludeResourceManager";
    internal const string Repository = "Repository";
    internal const string PushTo = "PushTo";

    /// <summary>No fault at all.</summary>
    public static Fault Healthy { get; } = new("healthy", null, "Nothing is wrong.");

    /// <summary>Every fault, without <see cref="Healthy"/>.</summary>
    public static IReadOnlyList<Fault> All => FaultCatalog.All;

    /// <summary>The names of <see cref="All"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(fault => fault.Name)];

    /// <summary>The registry as Azure Resource Manager describes it.</summary>
    internal ResourceTraits Resource { get; init; } = ResourceTraits.Healthy;

    /// <summary>Whether the login server is a name that can be resolved. If not, nothing else about the fault matters.</summary>
    internal bool Resolves { get; init; } = true;

    /// <summary>Whether anything listens on the port.</summary>
    internal bool Listens { get; init; } = true;

    /// <summary>Whether it speaks TLS.</summary>
    internal bool Encrypts { get; init; } = true;

    /// <summary>
    /// The parameter of Test-AcrHealth without which it is not seen: Repository, PushTo or IncludeResourceManager; <see langword="null"/> if
    /// none is needed.
    /// </summary>
    public string? SeenWith { get; init; }

    /// <summary>The finding that a diagnosis should report; <see langword="null"/> if that depends on more than the fault.</summary>
    public ExpectedFinding? Expected { get; init; }

    /// <summary>Whether only Azure Resource Manager shows it: the registry itself works as a healthy one does.</summary>
    public bool IsInResourceManagerOnly => SeenWith == IncludeResourceManager;

    /// <summary>Host and port that its blobs are at.</summary>
    internal Func<RegistryService, OtherHost?, string> BlobHost { get; init; } = HealthyBlobHost;

    /// <summary>Returns the part of a requested scope that its tokens grant; <see langword="null"/> for nothing.</summary>
    internal Func<RegistryScope, RegistryScope?> Grant { get; init; } = HealthyGrant;

    /// <summary>Makes the server's certificate; the one that everybody with the authority trusts unless set.</summary>
    internal Func<TestCertificateAuthority, X509Certificate2> Certificate { get; init; } = TrustedBy;

    /// <summary>The step that a connection passes through before the TLS handshake.</summary>
    internal ConnectionStep? BeforeTls { get; init; }

    /// <summary>The step that a connection passes through after the TLS handshake.</summary>
    internal ConnectionStep? AfterTls { get; init; }

    /// <summary>Answers in the healthy registry's place, or lets it answer. All is left to the healthy one unless set.</summary>
    internal FaultResponse Answer { get; init; } = (_, http, healthy) => healthy(http);

    /// <summary>The scheme of the host that it sends clients to, which is started with it; <see langword="null"/> for none.</summary>
    internal string? OtherHostScheme { get; init; }

    /// <summary>Makes that host's certificate.</summary>
    internal Func<TestCertificateAuthority, X509Certificate2> OtherHostCertificate { get; init; } = TrustedBy;

    /// <summary>Answers in that host's place; it takes everything unless set.</summary>
    internal RequestDelegate? OtherHostAnswer { get; init; }

    /// <summary>Whether it is in the responses to requests alone, and so can come and go while a registry runs.</summary>
    internal bool IsInAnswers =>
        Resolves && Listens && Encrypts && BeforeTls is null && AfterTls is null && OtherHostScheme is null
        && Certificate == TrustedBy && BlobHost == HealthyBlobHost && Grant == HealthyGrant;

    internal static Fault Find(string name)
    {
        Fault? fault = All.Prepend(Healthy).FirstOrDefault(fault => fault.Name == name);
        return fault ?? throw new ArgumentException($"There is no fault '{name}'; there are: {string.Join(", ", Names)}.", nameof(name));
    }

    private static X509Certificate2 TrustedBy(TestCertificateAuthority shop) => shop.Trusted;

    private static string HealthyBlobHost(RegistryService service, OtherHost? other) => service.DataEndpoint;

    private static RegistryScope? HealthyGrant(RegistryScope scope) => scope;
}
