using AcrHealth.Identity;
using AcrHealth.Programs;
using AcrHealth.Registry;
using AcrHealth.Targets;
using BenchmarkDotNet.Attributes;

namespace AcrHealth.Benchmarks;

/// <summary>Measures the parsing of text from people, servers and programs for each registry or run.</summary>
[InProcess]
[MemoryDiagnoser(displayGenColumns: false)]
public class ParsingBenchmark
{
    private const string ResourceId =
        "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/production/providers/Microsoft.ContainerRegistry/registries/contoso";

    // A token of the size that Microsoft Entra ID and registries give.
    private static readonly string Token = $"eyJhbGciOiJSUzI1NiJ9.{Convert.ToBase64String(Enumerable.Repeat((byte)'x', 900).ToArray()).TrimEnd('=')}.c2ln";

    private static readonly string EntraToken =
        $"e30.{Base64Url("""{"aud":"https://containerregistry.azure.net","tid":"72f988bf-86f1-41af-91ab-2d7cd011db47","oid":"e9b2a1a0","appid":"2ae2801c","exp":4102444800}""")}.c2ln";

    private static readonly CloudChoice Cloud = new(null, null);
    private static readonly string[] Challenge = ["Bearer realm=\"https://contoso.azurecr.io/oauth2/token\",service=\"contoso.azurecr.io\",error=\"invalid_token\""];
    private static readonly string Answer = $$"""{"refresh_token":"{{Token}}"}""";

    /// <summary>A WWW-Authenticate header.</summary>
    [Benchmark]
    public object ChallengeHeader() => AuthenticationChallenge.Parse(Challenge);

    /// <summary>A registry's name.</summary>
    [Benchmark]
    public object RegistryName() => RegistryParser.Parse("contoso", Cloud);

    /// <summary>A login server.</summary>
    [Benchmark]
    public object LoginServer() => RegistryParser.Parse("contoso.azurecr.io", Cloud);

    /// <summary>An Azure resource id.</summary>
    [Benchmark]
    public object ResourceIdentifier() => RegistryParser.Parse(ResourceId, Cloud);

    /// <summary>Parses the output of <c>docker --version</c>.</summary>
    [Benchmark]
    public bool DockerVersion() => ClientVersion.TryFind("Docker version 28.2.2, build e6534b4", out _, out _);

    /// <summary>Parses the output of <c>helm version</c>.</summary>
    [Benchmark]
    public bool Helm() => HelmVersion.TryFind("""version.BuildInfo{Version:"v3.14.0", GitCommit:"3fc9f4b", GitTreeState:"clean", GoVersion:"go1.21.7"}""", out _);

    /// <summary>A registry's answer with a token.</summary>
    [Benchmark]
    public string? TokenBody() => TokenResponse.Read(Answer, "refresh_token");

    /// <summary>The claims of an Entra token.</summary>
    [Benchmark]
    public object EntraClaims() => TokenClaims.Read(EntraToken);

    private static string Base64Url(string text) =>
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
