using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace AcrHealth;

/// <summary>
/// Starts the tests of an assembly. <c>dotnet test</c> leaves out the long suites, <c>[Trait("Suite", "Long")]</c>, unless ACRHEALTH_SUITES is
/// <c>all</c> or its arguments select tests.
/// </summary>
internal static class EntryPoint
{
    // An assembly may have nothing but long suites: no tests is no failure then.
    private static readonly string[] WithoutLongSuites = ["--filter-not-trait", "Suite=Long", "--ignore-exit-code", "8"];

    // The platform starts an assembly with one of these. Without them, it is xUnit's own console runner, which runs what it is told to.
    private static readonly string[] StartedByPlatform = ["--server", "--internal-msbuild-node"];

    public static Task<int> Main(string[] args) => args.Intersect(StartedByPlatform).Any()
        ? TestPlatformTestFramework.RunAsync([.. args, .. RunsLongSuites(args) ? [] : WithoutLongSuites], SelfRegisteredExtensions.AddSelfRegisteredExtensions)
        : ConsoleRunner.Run(args);

    private static bool RunsLongSuites(string[] args) =>
        Environment.GetEnvironmentVariable("ACRHEALTH_SUITES") == "all" || args.Any(arg => arg.StartsWith("--filter", StringComparison.Ordinal));
}
