using AcrHealth.Identity;
using Azure.Identity;

namespace AcrHealth.Adapters;

/// <summary>Reads why a source gave no token out of Azure.Identity's exceptions.</summary>
internal static class SignInFailure
{
    private const int LongestText = 8 * 1024;

    /// <summary>Why a source of the library's gave no token.</summary>
    /// <param name="source">The source, which was asked alone.</param>
    /// <param name="exception">What it threw.</param>
    /// <param name="exchanges">What its requests met.</param>
    /// <param name="isTimeUp">Whether it was ended because the time was up.</param>
    public static SignInSourceFailure Read(string source, Exception exception, SignInExchanges exchanges, bool isTimeUp)
    {
        // A chain of one gathers what its only source said.
        Exception own = exception is CredentialUnavailableException { InnerException: AggregateException { InnerExceptions: [var only, ..] } } ? only : exception;
        string message = FirstLine(own.Message);
        string cause = FirstLine(own.GetBaseException().Message);
        return new(source, message.Contains(cause, StringComparison.Ordinal) ? message : $"{message} {cause}")
        {
            IsUnavailable = own is CredentialUnavailableException && !isTimeUp,
            Host = exchanges.Failure ?? (isTimeUp && exchanges.Host is { } host ? new(host, SignInHostProblem.Unreachable, string.Empty) : null),
            Status = exchanges.Status,
            TimedOut = isTimeUp,
        };
    }

    // A sign-in service can write as much as a response may have; a person reads a line.
    private static string FirstLine(string text)
    {
        string start = text.Length > LongestText ? text[..LongestText] : text;
        return start.Split('\n', 2)[0].Trim();
    }
}
