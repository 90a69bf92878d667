namespace AcrHealth.Testing;

/// <summary>
/// Sets variables of this process's environment, or removes those that are given as null, and puts all back as it was when disposed of.
/// Tests that use it may not run beside others.
/// </summary>
public sealed class EnvironmentScope : IDisposable
{
    private readonly (string Name, string? Value)[] _before;

    public EnvironmentScope(params IEnumerable<(string Name, string? Value)> variables)
    {
        (string Name, string? Value)[] wanted = [.. variables];
        _before = [.. wanted.Select(variable => (variable.Name, Environment.GetEnvironmentVariable(variable.Name)))];
        Set(wanted);
    }

    // Backwards, so that a variable that was named twice gets its first value again.
    public void Dispose() => Set(_before.Reverse());

    private static void Set(IEnumerable<(string Name, string? Value)> variables)
    {
        foreach ((string name, string? value) in variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
