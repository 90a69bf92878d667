using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using AcrHealth.Identity;
using AcrHealth.Text;

namespace AcrHealth.Adapters;

/// <summary>Determines from the runtime's exceptions why a request got no response.</summary>
internal static partial class HostFailureReader
{
    private const int ReasonLength = 150;
    private const string NotTrusted = "not trusted";

    public static SignInHostFailure Read(string host, Exception exception)
    {
        Exception[] causes = [.. Chain(exception)];
        HttpRequestError error = causes.OfType<HttpRequestException>().Select(cause => cause.HttpRequestError).FirstOrDefault(kind => kind != HttpRequestError.Unknown);
        SocketException? socket = causes.OfType<SocketException>().FirstOrDefault();
        if (error == HttpRequestError.ProxyTunnelError)
        {
            return new(host, SignInHostProblem.ProxyRefused, Shown(causes[^1]));
        }

        if (causes.OfType<CertificateRejectedException>().Any(rejection => rejection.WithoutAuthorities))
        {
            return new(host, SignInHostProblem.NoAuthorities, NotTrusted);
        }

        if (causes.OfType<AuthenticationException>().FirstOrDefault() is { } authentication)
        {
            return new(host, SignInHostProblem.Untrusted, ChainStatus().Match(authentication.Message) is { Success: true } status ? status.Groups[1].Value : NotTrusted);
        }

        SignInHostProblem problem = error == HttpRequestError.NameResolutionError
            || socket?.SocketErrorCode is SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery
            ? SignInHostProblem.NameNotFound
            : SignInHostProblem.Unreachable;
        return new(host, problem, Shown(socket ?? causes[^1]));
    }

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (Exception? current = exception; current is not null; current = current is AggregateException { InnerExceptions: [var first, ..] } ? first : current.InnerException)
        {
            yield return current;
        }
    }

    private static string Shown(Exception exception) => UntrustedText.Clean(exception.Message, ReasonLength).TrimEnd('.');

    // The runtime names the problem of the chain at the end of its sentence: "…errors in the certificate chain: PartialChain".
    [GeneratedRegex(@": ([A-Za-z]+(?:, [A-Za-z]+)*)\.?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ChainStatus();
}
