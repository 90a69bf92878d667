using AcrHealth.Identity;

namespace AcrHealth.Adapters.TokenPrograms;

/// <summary>A program returned no token.</summary>
internal sealed class TokenProgramException(string source, string message, SignInProgramFailure? program) : Exception(message)
{
    /// <summary>The reason, as the checks read it.</summary>
    public SignInSourceFailure Failure { get; } = new(source, message) { Program = program };
}
