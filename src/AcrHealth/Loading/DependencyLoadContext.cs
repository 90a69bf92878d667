using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace AcrHealth.Loading;

/// <summary>
/// Isolates the module's private dependencies, so that other versions of them in the session (Az.Accounts, Microsoft.Graph) and the
/// module do not affect each other.
/// </summary>
internal sealed class DependencyLoadContext : AssemblyLoadContext
{
    private const string Folder = "dependencies";
    private const string Adapters = "AcrHealth.Adapters";

    private static readonly Lazy<Assembly> LazyAdapters = new(() => new DependencyLoadContext().LoadFromAssemblyName(new(Adapters)));

    private readonly string _directory;

    private DependencyLoadContext()
        : base(nameof(AcrHealth))
    {
        _directory = Path.Combine(Path.GetDirectoryName(typeof(DependencyLoadContext).Assembly.Location)!, Folder);
    }

    /// <summary>Creates an adapter of the private assembly, behind an interface of this assembly that both contexts share.</summary>
    public static T Create<T>(string typeName)
        where T : class
        => (T)Activator.CreateInstance(LazyAdapters.Value.GetType($"{Adapters}.{typeName}", throwOnError: true)!, nonPublic: true)!;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        Assembly core = typeof(HealthCheckResult).Assembly;
        if (assemblyName.Name == core.GetName().Name)
        {
            return core;
        }

        string file = assemblyName.Name + ".dll";
        string path = Path.Combine(_directory, file);
        return File.Exists(path) && !HasRuntime(file, VersionOf(path)) ? LoadFromAssemblyPath(path) : null;
    }

    // The runtime's own assemblies are compiled ahead of time, those in packages are not. Compared with the shipped version rather than the
    // requested one, so that all of our dependencies get the same one.
    private static bool HasRuntime(string file, Version? version)
    {
        string path = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), file);
        return File.Exists(path) && VersionOf(path) >= version;
    }

    private static Version? VersionOf(string path) => AssemblyName.GetAssemblyName(path).Version;
}
