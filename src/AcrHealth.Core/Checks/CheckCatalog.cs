using System.Globalization;
using AcrHealth.Checks.Azure;
using AcrHealth.Checks.Clients;
using AcrHealth.Checks.Connection;
using AcrHealth.Checks.Machine;
using AcrHealth.Checks.Node;
using AcrHealth.Checks.Pull;
using AcrHealth.Checks.Push;
using AcrHealth.Checks.SignIn;
using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Running;

namespace AcrHealth.Checks;

/// <summary>The catalog of all checks, prerequisites first: the order in which results are returned.</summary>
internal static class CheckCatalog
{
    public static IReadOnlyList<HealthCheck> All { get; } =
    [
        new DockerCommandCheck(),
        new DockerVersionCheck(),
        new DockerDaemonCheck(),
        new ContainerPlatformCheck(),
        new DiskSpaceCheck(),
        new DockerClockCheck(),
        new DockerPullCheck(),
        new HelmCommandCheck(),
        new HelmVersionCheck(),
        new KubeletIdentityCheck(),
        new LoginServerCheck(),
        new ProxyCheck(),
        new DnsCheck(),
        new TlsCheck(),
        new ChallengeCheck(),
        new ClockSkewCheck(),
        new EntraLoginCheck(),
        new CredentialProviderCheck(),
        new PullSecretCheck(),
        new CredentialCheck(),
        new RefreshTokenCheck(),
        new AccessTokenCheck(),
        new RegistryApiCheck(),
        new RepositoryAccessCheck(),
        new ManifestCheck(),
        new DataEndpointCheck(),
        new PlatformCheck(),
        new PullThroughputCheck(),
        new PushCheck(),
        new DockerCredentialCheck(),
        new DockerConfigurationCheck(),
        new HelmCredentialCheck(),
        new ContainerdConfigurationCheck(),
        new ContainerdPullCheck(),
        new RegistryResourceCheck(),
        new NetworkRulesCheck(),
        new PrivateEndpointCheck(),
        new CustomerManagedKeyCheck(),
        new ReplicasCheck(),
        new RoleAssignmentCheck(),
    ];

    /// <summary>The findings of all areas, and those that checks declare themselves.</summary>
    public static IEnumerable<Finding> Findings => FindingCatalog.All.Concat(All.SelectMany(check => check.Findings));

    /// <summary>The error reference in the given language; English if the language is not supported.</summary>
    public static IEnumerable<ErrorReferenceEntry> DescribeErrors(CultureInfo culture) =>
        ErrorCodes.All.Select(code => ErrorReference.Describe(code, ChecksThatGive(code), culture));

    public static HealthCheckInfo Describe(HealthCheck check) => new()
    {
        Name = check.Name,
        Category = check.Category,
        Prerequisites = check.Prerequisites,
        After = check.After,
        Codes = [.. check.Codes.Select(code => code.Name)],
        Description = check.Description,
    };

    /// <summary>
    /// The checks that satisfy <paramref name="wanted"/> with all prerequisites and predecessors, except those that satisfy <paramref name="unwanted"/>.
    /// </summary>
    public static IReadOnlyList<HealthCheck> Select(Func<string, bool> wanted, Func<string, bool> unwanted) =>
        WithNeeds([.. All.Where(check => !unwanted(check.Name))], wanted);

    /// <summary>Those of <paramref name="checks"/> that satisfy <paramref name="wanted"/>, with all prerequisites and predecessors among them.</summary>
    /// <param name="checks">Checks, prerequisites first.</param>
    /// <param name="wanted">Returns whether the check with a name is requested.</param>
    public static IReadOnlyList<HealthCheck> WithNeeds(IReadOnlyList<HealthCheck> checks, Func<string, bool> wanted)
    {
        HashSet<string> needed = [];
        foreach (HealthCheck check in checks.Reverse())
        {
            if (needed.Contains(check.Name) || wanted(check.Name))
            {
                needed.Add(check.Name);
                needed.UnionWith(check.Prerequisites);
                needed.UnionWith(check.After);
            }
        }

        return [.. checks.Where(check => needed.Contains(check.Name))];
    }

    /// <summary>Whether the caller named a check, or another one that requires it.</summary>
    public static bool IsNeededByName(string check, HealthCheckOptions options) =>
        options.AskedFor.Contains(check) || All.Any(other => other.Prerequisites.Contains(check) && IsNeededByName(other.Name, options));

    private static string[] ChecksThatGive(ErrorCode code) => [.. All.Where(check => check.Codes.Contains(code)).Select(check => check.Name)];
}
