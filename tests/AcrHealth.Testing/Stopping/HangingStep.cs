namespace AcrHealth.Testing.Stopping;

/// <summary>A step of a run that hangs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Registry">The registry; null where this machine alone is checked.</param>
/// <param name="Parameters">The parameters that lead to it.</param>
/// <param name="Count">Counts the runs that have reached it.</param>
/// <param name="Ports">The ports whose connections are to end.</param>
public sealed record HangingStep(string Name, string? Registry, string Parameters, Func<long> Count, IReadOnlyCollection<int> Ports)
{
    /// <summary>Variables that it needs.</summary>
    public IReadOnlyList<(string Name, string? Value)> Variables { get; init; } = [];
}
