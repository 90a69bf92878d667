namespace AcrHealth.Simulator.Registry;

/// <summary>The repositories that every registry has; each holds the sample image as <c>latest</c>.</summary>
internal static class Repositories
{
    public const string Tag = "latest";

    public static IReadOnlyList<string> Names { get; } = [SimulatedRegistry.Repository, SimulatedRegistry.PublicRepository];

    public static bool Exists(string name) => Names.Contains(name);

    public static bool IsPublic(string name) => name == SimulatedRegistry.PublicRepository;
}
