using AcrHealth.Identity;

namespace AcrHealth.Adapters.TokenPrograms;

/// <summary>A program gave no token.</summary>
internal sealed class TokenProgramException(string source, string message, SignInProgramFailure? program) : Exception(message)
{
    /// <summary>Why, as the checks read it.</summary>
    public SignInSourceFailure Failure { get; } = new(source, message) { Program = program };
}
