namespace AcrHealth.Testing;

/// <summary>
/// Sets variables of this process's environment, or removes those that are given as null, and puts all back as it was when disposed of.
/// Tests that use it may not run beside others.
/// </summary>
public sealed class EnvironmentScope : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];

    public EnvironmentScope(params IEnumerable<(string Name, string? Value)> variables)
    {
        foreach ((string name, string? value) in variables)
        {
            this[name] = value;
        }
    }

    /// <summary>Sets one more variable, or removes it.</summary>
    public string? this[string name]
    {
        set
        {
            _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach ((string name, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
