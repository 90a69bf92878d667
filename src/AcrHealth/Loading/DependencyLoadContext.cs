using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace AcrHealth.Loading;

/// <summary>
/// Where the module's private dependencies live, so that other versions of them in the session (Az.Accounts, Microsoft.Graph) stay
/// as they are, and we as we are.
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

    /// <summary>Makes an adapter of the private assembly, behind an interface of ours that both contexts share.</summary>
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

    // The runtime's own are compiled ahead of time, and what is in packages is not. Compared with what we ship rather than with what is
    // asked for, so that all of our dependencies get the same one.
    private static bool HasRuntime(string file, Version? version)
    {
        string path = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), file);
        return File.Exists(path) && VersionOf(path) >= version;
    }

    private static Version? VersionOf(string path) => AssemblyName.GetAssemblyName(path).Version;
}
