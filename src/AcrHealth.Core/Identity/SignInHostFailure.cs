namespace AcrHealth.Identity;

/// <summary>The reason why a host did not respond to a request for a token.</summary>
/// <param name="Host">The host that was asked.</param>
/// <param name="Problem">The kind of failure.</param>
/// <param name="Reason">The operating system's or the proxy's words.</param>
internal sealed record SignInHostFailure(string Host, SignInHostProblem Problem, string Reason);

/// <summary>The kinds of failure that keep a host from responding to a request for a token.</summary>
internal enum SignInHostProblem
{
    /// <summary>It refused the connection, did not answer, or the connection broke.</summary>
    Unreachable,

    /// <summary>Its name could not be resolved.</summary>
    NameNotFound,

    /// <summary>Its certificate is not trusted.</summary>
    Untrusted,

    /// <summary>Its certificate is not trusted, as this machine trusts no certificate authority at all.</summary>
    NoAuthorities,

    /// <summary>The proxy did not open the way to it.</summary>
    ProxyRefused,
}
