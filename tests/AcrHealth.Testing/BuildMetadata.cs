using System.Reflection;

namespace AcrHealth.Testing;

/// <summary>Reads the paths and versions that the build writes into the assemblies of tests.</summary>
public static class BuildMetadata
{
    /// <summary>The value of a key in an assembly.</summary>
    public static string Of(Assembly assembly, string key) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
