using System.Reflection;

namespace AcrHealth.Core.Tests;

/// <summary>Finds the sources and texts that tests read. The path that the compiler records is not a real one in CI, whose builds are deterministic.</summary>
internal static class Repository
{
    /// <summary>The folder that has the solution.</summary>
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;
}
