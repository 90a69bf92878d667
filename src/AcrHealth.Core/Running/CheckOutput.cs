namespace AcrHealth.Running;

/// <summary>The declaration of what a check hands on, whatever its type.</summary>
internal interface ICheckOutput
{
    /// <summary>The name of the check that hands it on.</summary>
    string Check { get; }
}

/// <summary>Declares what a check hands on to the checks that need it. The producer and its consumers share the type, so that a mismatch does not compile.</summary>
/// <typeparam name="T">What is handed on.</typeparam>
/// <param name="check">The name of the check that hands it on.</param>
internal sealed class CheckOutput<T>(string check) : ICheckOutput
    where T : class
{
    /// <inheritdoc/>
    public string Check { get; } = check;
}
