namespace AcrHealth.Running;

/// <summary>The declaration of a check's output, independent of its type.</summary>
internal interface ICheckOutput
{
    /// <summary>The name of the check that produces the output.</summary>
    string Check { get; }
}

/// <summary>
/// Declares a check's output for the checks that need it. The producer and its consumers share the type, so that a mismatch does not compile.
/// </summary>
/// <typeparam name="T">The type of the output.</typeparam>
/// <param name="check">The name of the check that produces the output.</param>
internal sealed class CheckOutput<T>(string check) : ICheckOutput
    where T : class
{
    /// <inheritdoc/>
    public string Check { get; } = check;
}
