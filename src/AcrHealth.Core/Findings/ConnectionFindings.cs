using AcrHealth.Reference;

namespace AcrHealth.Findings;

/// <summary>The findings of the checks on the way to a registry (login server, proxy, DNS, TLS, challenge, clock).</summary>
internal static class ConnectionFindings
{
    private static readonly FindingSet Set = new(nameof(ConnectionFindings));

    public static IReadOnlyList<Finding> All => Set.All;

    // The login server.
    public static Finding CloudSuffixUnknown { get; } = Set.Failed(ErrorCodes.LoginServer, ["authority"]);
    public static Finding CloudMismatch { get; } = Set.Failed(ErrorCodes.LoginServer, ["home", "named"]);

    // The proxy settings.
    public static Finding ProxyNotHttp { get; } = Set.Failed(ErrorCodes.Proxy, ["variable", "value"]);
    public static Finding ProxyKindUnsupported { get; } = Set.Failed(ErrorCodes.Proxy, ["variable", "value", "except"]);
    public static Finding ProxyCredentialsNotEscaped { get; } = Set.Failed(ErrorCodes.Proxy, ["variable", "characters", "encoded", "address"]);
    public static Finding ProxyIgnored { get; } = Set.Warning(null, ["target", "variable", "value"]);
    public static Finding ProxyVariablesDisagree { get; } = Set.Warning(null, ["use", "variables", "remove"]);

    // The name.
    public static Finding NameNotFound { get; } = Set.Failed(ErrorCodes.Dns, ["target", "dnsServer"]);
    public static Finding NameImpossible { get; } = Set.Failed(ErrorCodes.Dns, ["target", "dnsServer"]);
    public static Finding PrivateLinkRecordMissing { get; } = Set.Failed(ErrorCodes.Dns, ["target", "alias", "dnsServer"]);
    public static Finding AliasTargetMissing { get; } = Set.Failed(ErrorCodes.Dns, ["target", "alias", "dnsServer"]);
    public static Finding AliasLoop { get; } = Set.Failed(ErrorCodes.Dns, ["target", "dnsServer"]);
    public static Finding NameWithoutAddress { get; } = Set.Failed(ErrorCodes.Dns, ["target", "dnsServer"]);
    public static Finding DnsAnswerUnreadable { get; } = Set.Failed(ErrorCodes.Dns, ["target", "dnsServer"]);
    public static Finding DnsServerFailure { get; } = Set.Failed(ErrorCodes.Dns, ["dnsServer", "target"]);
    public static Finding DnsServerRefused { get; } = Set.Failed(ErrorCodes.Dns, ["dnsServer", "target"]);
    public static Finding DnsServerSilent { get; } = Set.Failed(ErrorCodes.Dns, ["target", "dnsServer"]);
    public static Finding DnsServerMissing { get; } = Set.Failed(ErrorCodes.Dns, ["target"]);
    public static Finding DnsAnswerNotUsed { get; } = Set.Failed(ErrorCodes.Dns, ["target", "error", "dnsServer", "flush", "hostsFile"]);
    public static Finding NameResolutionTimedOut { get; } = Set.Failed(ErrorCodes.Dns, ["target"]);
    public static Finding NameResolutionFailed { get; } = Set.Failed(ErrorCodes.Dns, ["target", "error"]);
    public static Finding NameResolvedByProxy { get; } = Set.Warning(null, ["reason", "proxy", "target"]);
    public static Finding PrivateLinkPublicAddress { get; } = Set.Warning(null, ["target", "alias", "addresses"]);
    public static Finding SearchDomainAnswer { get; } = Set.Warning(null, ["target", "addresses", "searched", "suffix", "searchFile"]);
    public static Finding HostsFileSinkhole { get; } = Set.Failed(ErrorCodes.Dns, ["hostsFile", "target", "addresses", "flush"]);
    public static Finding SinkholeAddress { get; } = Set.Failed(ErrorCodes.Dns, ["target", "addresses", "dnsServer"]);

    // The TCP connection.
    public static Finding ConnectionRefused { get; } = Set.Failed(ErrorCodes.Challenge, ["target", "peer", "name", "hostsFile", "targetPort"]);
    public static Finding NoRouteToHost { get; } = Set.Failed(ErrorCodes.Challenge, ["target", "peer", "name", "hostsFile", "routes"]);
    public static Finding ConnectionTimedOut { get; } = Set.Failed(ErrorCodes.Challenge, ["target", "seconds", "peer", "name", "hostsFile", "targetPort"]);
    public static Finding ConnectionDenied { get; } = Set.Failed(ErrorCodes.Challenge, ["target", "peer", "targetPort"]);
    public static Finding ConnectionFailed { get; } = Set.Failed(ErrorCodes.Challenge, ["target", "peer", "error"]);

    // The way through the proxy.
    public static Finding ProxyNameNotFound { get; } = Set.Failed(ErrorCodes.Challenge, ["proxy", "variable", "error", "except"]);
    public static Finding ProxyUnreachable { get; } = Set.Failed(ErrorCodes.Challenge, ["proxy", "variable", "error", "except"]);
    public static Finding ProxyClosedConnection { get; } = Set.Failed(ErrorCodes.Challenge, ["proxy", "variable", "target"]);
    public static Finding ProxyAuthenticationRequired { get; } = Set.Failed(ErrorCodes.Challenge, ["proxy", "variable", "answer", "address", "target"]);
    public static Finding ProxyCredentialsRejected { get; } = Set.Failed(ErrorCodes.Challenge, ["proxy", "variable", "answer", "address"]);
    public static Finding ProxyDenied { get; } = Set.Failed(ErrorCodes.Challenge, ["proxy", "variable", "target", "answer", "dataHosts", "except"]);
    public static Finding ProxyCannotConnect { get; } = Set.Failed(ErrorCodes.Challenge, ["proxy", "variable", "target", "answer", "targetPort", "except"]);
    public static Finding ProxyAnswerInvalid { get; } = Set.Failed(ErrorCodes.Challenge, ["proxy", "variable", "answer"]);
    public static Finding ProxyTimedOut { get; } = Set.Failed(ErrorCodes.Challenge, ["proxy", "variable", "target", "seconds", "targetPort", "except"]);

    // The TLS handshake.
    public static Finding TlsPlainHttp { get; } = Set.Failed(ErrorCodes.Ssl, ["target"]);
    public static Finding TlsNotSpoken { get; } = Set.Failed(ErrorCodes.Ssl, ["target", "name"]);
    public static Finding TlsVersionMismatch { get; } = Set.Failed(ErrorCodes.Ssl, ["target"]);
    public static Finding TlsNameUnknown { get; } = Set.Failed(ErrorCodes.Ssl, ["target", "name"]);
    public static Finding TlsNoCommonCipher { get; } = Set.Failed(ErrorCodes.Ssl, ["target"]);
    public static Finding TlsAlertReceived { get; } = Set.Failed(ErrorCodes.Ssl, ["target", "alert", "name"]);
    public static Finding TlsEndedLocally { get; } = Set.Failed(ErrorCodes.Ssl, ["target", "reason", "name"]);
    public static Finding TlsClosed { get; } = Set.Failed(ErrorCodes.Ssl, ["target", "name"]);
    public static Finding TlsHelloUnanswered { get; } = Set.Failed(ErrorCodes.Ssl, ["peer", "seconds", "name", "mtu", "targetPort"]);
    public static Finding TlsHandshakeStalled { get; } = Set.Failed(ErrorCodes.Ssl, ["peer", "seconds", "mtu", "name"]);

    // Addresses that differ.
    public static Finding AddressFamilyBroken { get; } = Set.Failed(ErrorCodes.Ssl, ["broken", "target", "brokenPeer", "reason", "working", "workingPeer", "record", "name", "prefer"]);
    public static Finding AddressBroken { get; } = Set.Failed(ErrorCodes.Ssl, ["target", "brokenPeer", "reason", "workingPeer"]);

    // The certificate.
    public static Finding CertificateNameMismatch { get; } = Set.Failed(ErrorCodes.Ssl, ["names", "name", "peer", "hostsFile"]);
    public static Finding CertificateExpired { get; } = Set.Failed(ErrorCodes.Ssl, ["name", "end", "now", "issuer", "setClock"]);
    public static Finding CertificateNotYetValid { get; } = Set.Failed(ErrorCodes.Ssl, ["name", "start", "now", "setClock", "issuer"]);
    public static Finding CertificateIssuerNotTimeValid { get; } = Set.Failed(ErrorCodes.Ssl, ["name", "issuer", "now", "updateAuthorities", "setClock"]);
    public static Finding CertificateRevoked { get; } = Set.Failed(ErrorCodes.Ssl, ["name", "issuer"]);
    public static Finding CertificateSelfSigned { get; } = Set.Failed(ErrorCodes.Ssl, ["name", "subject", "trust"]);
    public static Finding CertificateAuthorityUntrusted { get; } = Set.Failed(ErrorCodes.Ssl, ["name", "authority", "trust", "updateAuthorities"]);
    public static Finding CertificateIssuerMissing { get; } = Set.Failed(ErrorCodes.Ssl, ["name", "issuer", "trust"]);
    public static Finding NoTrustedAuthorities { get; } = Set.Failed(ErrorCodes.Ssl, ["name", "issuer", "installAuthorities"]);
    public static Finding CertificateMissing { get; } = Set.Failed(ErrorCodes.Ssl, ["target", "name"]);
    public static Finding CertificateDatesInvalid { get; } = Set.Failed(ErrorCodes.Ssl, ["name", "issuer"]);
    public static Finding CertificateSignatureInvalid { get; } = Set.Failed(ErrorCodes.Ssl, ["name", "issuer", "trust"]);
    public static Finding CertificateUsageWrong { get; } = Set.Failed(ErrorCodes.Ssl, ["name", "issuer"]);
    public static Finding CertificateIssuerNotAuthority { get; } = Set.Failed(ErrorCodes.Ssl, ["name", "issuer"]);
    public static Finding CertificateNameNotPermitted { get; } = Set.Failed(ErrorCodes.Ssl, ["issuer", "name"]);
    public static Finding CertificateExtensionUnsupported { get; } = Set.Failed(ErrorCodes.Ssl, ["name", "issuer"]);
    public static Finding CertificateChainUnverifiable { get; } = Set.Failed(ErrorCodes.Ssl, ["target"]);
    public static Finding CertificateWeakSignature { get; } = Set.Failed(ErrorCodes.Ssl, ["name", "issuer"]);
    public static Finding CertificateUnusable { get; } = Set.Failed(ErrorCodes.Ssl, ["name", "reason", "issuer"]);
    public static Finding TlsInspected { get; } = Set.Warning(null, ["name", "issuer", "trust"]);
    public static Finding TlsPossiblyInspected { get; } = Set.Warning(null, ["issuer", "proxy", "name", "trust"]);
    public static Finding CertificateExpiresSoon { get; } = Set.Warning(null, ["name", "end", "days", "issuer"]);

    // The challenge.
    public static Finding FirewallDenied { get; } = Set.Failed(ErrorCodes.Forbidden, ["address", "answer"]);
    public static Finding RegistryForbidden { get; } = Set.Failed(ErrorCodes.Forbidden, ["answer"]);
    public static Finding AuthenticationNotRequested { get; } = Set.Failed(ErrorCodes.Challenge, ["target", "answer"]);
    public static Finding RegistryApiNotFound { get; } = Set.Failed(ErrorCodes.Challenge, ["target", "answer"]);
    public static Finding ProxyAnsweredRequest { get; } = Set.Failed(ErrorCodes.Challenge, ["answer"]);
    public static Finding ChallengeStatusUnexpected { get; } = Set.Failed(ErrorCodes.Challenge, ["answer"]);
    public static Finding ChallengeMissing { get; } = Set.Failed(ErrorCodes.Challenge, ["answer"]);
    public static Finding ChallengeSchemeUnsupported { get; } = Set.Failed(ErrorCodes.WwwAuthenticate, ["header"]);
    public static Finding ChallengeIncomplete { get; } = Set.Failed(ErrorCodes.WwwAuthenticate, ["target", "header"]);
    public static Finding ChallengeRealmInvalid { get; } = Set.Failed(ErrorCodes.WwwAuthenticate, ["target", "realm"]);
    public static Finding CustomDomain { get; } = Set.Failed(ErrorCodes.Challenge, ["target", "loginServer", "realm"]);
    public static Finding ChallengeRealmElsewhere { get; } = Set.Failed(ErrorCodes.Challenge, ["target", "realm", "origin"]);

    // The clock.
    public static Finding ClockBehind { get; } = Set.Failed(ErrorCodes.ClockSkew, ["off", "setClock"]);
    public static Finding ClockAhead { get; } = Set.Failed(ErrorCodes.ClockSkew, ["off", "setClock"]);
    public static Finding ClockDriftingBehind { get; } = Set.Warning(null, ["off", "limit", "setClock"]);
    public static Finding ClockDriftingAhead { get; } = Set.Warning(null, ["off", "limit", "setClock"]);

    // Any request can meet these; each check gives its own code unless one is declared.
    public static Finding RegistryThrottled { get; } = Set.Failed(ErrorCodes.TooManyRequests, ["answer"]);
    public static Finding RegistryThrottledUntil { get; } = Set.Failed(ErrorCodes.TooManyRequests, ["seconds", "answer"]);
    public static Finding AnsweredAfterThrottling { get; } = Set.Warning(null, ["result", "seconds"]);
    public static Finding RequestRedirected { get; } = Set.Failed(null, ["target", "location", "answer"]);
    public static Finding ServerError { get; } = Set.Failed(null, ["target", "answer"]);
    public static Finding AnswerTooLong { get; } = Set.Failed(null, ["target", "answer"]);
    public static Finding RequestUnanswered { get; } = Set.Failed(null, ["request", "seconds", "target"]);
    public static Finding TransferStalled { get; } = Set.Failed(null, ["target", "bytes", "idle", "request", "status", "mtu"]);
    public static Finding TransferTooSlow { get; } = Set.Failed(null, ["target", "bytes", "seconds", "request", "status"]);
    public static Finding TransferCut { get; } = Set.Failed(null, ["target", "bytes", "request"]);
    public static Finding HeadersTooLarge { get; } = Set.Failed(null, ["request", "target"]);
    public static Finding AnswerNotHttp { get; } = Set.Failed(null, ["request", "target"]);
    public static Finding ConnectionReset { get; } = Set.Failed(null, ["request", "target"]);
    public static Finding ConnectionClosed { get; } = Set.Failed(null, ["request", "target"]);
    public static Finding RequestFailed { get; } = Set.Failed(null, ["request", "reason"]);
    public static Finding TokenMissing { get; } = Set.Failed(null, ["member", "answer", "kind", "target"]);
    public static Finding TokenAnswerEmpty { get; } = Set.Failed(null, ["member", "answer"]);
    public static Finding TokenAnswerCompressed { get; } = Set.Failed(null, ["target", "kind", "member", "answer"]);
}
