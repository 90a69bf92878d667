using AcrHealth.Identity;
using Azure.Identity;

namespace AcrHealth.Adapters;

/// <summary>Determines from Azure.Identity's exceptions why a source returned no token.</summary>
internal static class SignInFailure
{
    private const int LongestText = 8 * 1024;

    /// <summary>The reason why a source of the library returned no token.</summary>
    /// <param name="source">The source, which was used alone.</param>
    /// <param name="exception">The exception that it threw.</param>
    /// <param name="exchanges">The outcome of its requests.</param>
    /// <param name="isTimeUp">Whether it was cancelled because the time was up.</param>
    public static SignInSourceFailure Read(string source, Exception exception, SignInExchanges exchanges, bool isTimeUp)
    {
        // A chain with one source collects the exceptions of that source.
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

    // A sign-in service can send as much text as a response may have; users read one line.
    private static string FirstLine(string text)
    {
        string start = text.Length > LongestText ? text[..LongestText] : text;
        return start.Split('\n', 2)[0].Trim();
    }
}
