using System.Reflection;
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

        string path = Path.Combine(_directory, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
