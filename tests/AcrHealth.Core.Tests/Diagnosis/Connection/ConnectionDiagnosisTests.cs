using System.Net;
using System.Net.Sockets;
using AcrHealth.Checks.Connection;
using AcrHealth.Core.Tests.Checks;
using AcrHealth.Details;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Network;
using AcrHealth.Network.Tls;
using AcrHealth.Running;
using AcrHealth.Targets;

namespace AcrHealth.Core.Tests.Diagnosis.Connection;

public sealed class ConnectionDiagnosisTests
{
    private static readonly RegistryTarget Contoso = RegistryParser.Parse("contoso", new(AzureCloud.Public, null));
    private static readonly IPAddress Address = IPAddress.Parse("20.62.128.0");
    private static readonly Uri Proxy = new("http://proxy.example:3128");
    private static readonly Uri ProxyWithCredentials = new("http://user:canary@proxy.example:3128");

    [Theory]
    [InlineData(SocketError.ConnectionRefused, "ConnectionRefused", "CONNECTIVITY_CHALLENGE_ERROR")]
    [InlineData(SocketError.HostUnreachable, "NoRouteToHost", "CONNECTIVITY_CHALLENGE_ERROR")]
    [InlineData(SocketError.NetworkUnreachable, "NoRouteToHost", "CONNECTIVITY_CHALLENGE_ERROR")]
    [InlineData(SocketError.TimedOut, "ConnectionTimedOut", "CONNECTIVITY_CHALLENGE_ERROR")]
    [InlineData(SocketError.AccessDenied, "ConnectionDenied", "CONNECTIVITY_CHALLENGE_ERROR")]
    [InlineData(SocketError.NoBufferSpaceAvailable, "ConnectionFailed", "CONNECTIVITY_CHALLENGE_ERROR")]
    [InlineData(SocketError.ConnectionReset, "TlsClosed", "CONNECTIVITY_SSL_ERROR")]
    public void The_systems_error_names_the_cause(SocketError error, string finding, string code)
    {
        CheckOutcome failure = Report(Diagnosis(null).Unreachable(new([new(new(Address, 443), error)])));

        Assert.Equal((finding, code), (failure.Finding!.Name, failure.ErrorCode?.Name));
    }

    // The answer of an address that can be reached tells more than that of one that cannot.
    [Fact]
    public void A_family_that_this_machine_has_no_route_for_does_not_hide_what_the_other_did() => Assert.Equal(
        "ConnectionRefused",
        Report(Diagnosis(null).Unreachable(new(
        [
            new(new(IPAddress.Parse("2603:1030::1"), 443), SocketError.NetworkUnreachable),
            new(new(Address, 443), SocketError.ConnectionRefused),
        ]))).Finding!.Name);

    [Theory]
    [InlineData(403, false, "ProxyDenied")]
    [InlineData(404, false, "ProxyDenied")]
    [InlineData(407, false, "ProxyAuthenticationRequired")]
    [InlineData(401, false, "ProxyAuthenticationRequired")]
    [InlineData(407, true, "ProxyCredentialsRejected")]
    [InlineData(502, false, "ProxyCannotConnect")]
    [InlineData(503, false, "ProxyCannotConnect")]
    [InlineData(504, false, "ProxyCannotConnect")]
    [InlineData(null, false, "ProxyAnswerInvalid")]
    public void A_proxys_status_names_the_cause(int? status, bool hasCredentials, string finding)
    {
        Uri proxy = hasCredentials ? ProxyWithCredentials : Proxy;

        CheckOutcome failure = Report(Diagnosis(proxy).Refused(new(proxy, status, $"HTTP/1.1 {status}")));

        Assert.Equal(finding, failure.Finding!.Name);
        Assert.All(failure.Remediation.Append(failure.Message), text => Assert.DoesNotContain("canary", text, StringComparison.Ordinal));
        Assert.Contains("http://proxy.example:3128", failure.Message, StringComparison.Ordinal);
        Assert.Contains("MY_PROXY", failure.Message, StringComparison.Ordinal);
    }

    public static TheoryData<Exception, string> ProxyErrors => new()
    {
        { new SocketException((int)SocketError.HostNotFound), "ProxyNameNotFound" },
        { new SocketException((int)SocketError.TryAgain), "ProxyNameNotFound" },
        { new DialException([new(new(Address, 3128), SocketError.ConnectionRefused)]), "ProxyUnreachable" },
        { new EndOfStreamException(), "ProxyClosedConnection" },
    };

    [Theory]
    [MemberData(nameof(ProxyErrors), DisableDiscoveryEnumeration = true)]
    public void What_a_proxy_failed_with_names_the_cause(Exception error, string finding) =>
        Assert.Equal(finding, Report(Diagnosis(Proxy).Refused(new(Proxy, null, error.Message, error))).Finding!.Name);

    [Theory]
    [InlineData(nameof(ConnectionPhase.Tcp), false, false, "ConnectionTimedOut")]
    [InlineData(nameof(ConnectionPhase.Tls), false, false, "TlsHelloUnanswered")]
    [InlineData(nameof(ConnectionPhase.Tls), false, true, "TlsHandshakeStalled")]
    [InlineData(nameof(ConnectionPhase.Tcp), true, false, "ProxyTimedOut")]
    [InlineData(nameof(ConnectionPhase.Proxy), true, false, "ProxyTimedOut")]
    [InlineData(nameof(ConnectionPhase.Tls), true, false, "TlsHelloUnanswered")]
    public void How_far_a_connection_came_names_the_cause(string phase, bool throughProxy, bool begun, string finding)
    {
        ConnectionDiagnosis diagnosis = Diagnosis(throughProxy ? Proxy : null);
        diagnosis.Progress.Phase = Enum.Parse<ConnectionPhase>(phase);
        diagnosis.Progress.RemoteEndPoint = new(Address, 443);
        diagnosis.Progress.HasHandshakeBegun = begun;

        CheckOutcome failure = Report(diagnosis.Stuck());

        Assert.Equal(finding, failure.Finding!.Name);
        Assert.Contains("8 s", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(TlsProblem.PlainHttp), "TlsPlainHttp")]
    [InlineData(nameof(TlsProblem.NotTls), "TlsNotSpoken")]
    [InlineData(nameof(TlsProblem.ProtocolVersion), "TlsVersionMismatch")]
    [InlineData(nameof(TlsProblem.UnrecognizedName), "TlsNameUnknown")]
    [InlineData(nameof(TlsProblem.NoCommonCipher), "TlsNoCommonCipher")]
    [InlineData(nameof(TlsProblem.Alert), "TlsAlertReceived")]
    [InlineData(nameof(TlsProblem.Refused), "TlsEndedLocally")]
    [InlineData(nameof(TlsProblem.Closed), "TlsClosed")]
    [InlineData(nameof(TlsProblem.NoCertificate), "CertificateMissing")]
    [InlineData(nameof(TlsProblem.NameMismatch), "CertificateNameMismatch")]
    [InlineData(nameof(TlsProblem.Expired), "CertificateExpired")]
    [InlineData(nameof(TlsProblem.NotYetValid), "CertificateNotYetValid")]
    [InlineData(nameof(TlsProblem.IssuerNotTimeValid), "CertificateIssuerNotTimeValid")]
    [InlineData(nameof(TlsProblem.InvalidDates), "CertificateDatesInvalid")]
    [InlineData(nameof(TlsProblem.Revoked), "CertificateRevoked")]
    [InlineData(nameof(TlsProblem.BadSignature), "CertificateSignatureInvalid")]
    [InlineData(nameof(TlsProblem.SelfSigned), "CertificateSelfSigned")]
    [InlineData(nameof(TlsProblem.UntrustedRoot), "CertificateAuthorityUntrusted")]
    [InlineData(nameof(TlsProblem.MissingIssuer), "CertificateIssuerMissing")]
    [InlineData(nameof(TlsProblem.WeakSignature), "CertificateWeakSignature")]
    [InlineData(nameof(TlsProblem.WrongUsage), "CertificateUsageWrong")]
    [InlineData(nameof(TlsProblem.IssuerNotAuthority), "CertificateIssuerNotAuthority")]
    [InlineData(nameof(TlsProblem.NameNotPermitted), "CertificateNameNotPermitted")]
    [InlineData(nameof(TlsProblem.UnsupportedExtension), "CertificateExtensionUnsupported")]
    [InlineData(nameof(TlsProblem.Unverifiable), "CertificateChainUnverifiable")]
    [InlineData(nameof(TlsProblem.Certificate), "CertificateUnusable")]
    public void Each_problem_of_a_handshake_has_its_own_cause_and_first_remedy(string problem, string finding)
    {
        // On a machine without any authority an unknown one is no inspecting proxy's.
        bool isUnknown = finding is "CertificateAuthorityUntrusted" or "CertificateIssuerMissing";
        var certificate = new CertificateDetail
        {
            Subject = "CN=server",
            Issuer = "CN=Fabrikam inspection",
            Names = ["other.example"],
            NotBefore = DateTimeOffset.UnixEpoch,
            NotAfter = DateTimeOffset.UnixEpoch,
            Thumbprint = "00",
        };

        CheckOutcome failure = Report(Diagnosis(null).Failed(new TlsException([Enum.Parse<TlsProblem>(problem)], certificate, "reason", null)));

        Assert.Equal(isUnknown && SystemAuthorities.AreMissing ? "NoTrustedAuthorities" : finding, failure.Finding!.Name);
        Assert.Equal("CONNECTIVITY_SSL_ERROR", failure.ErrorCode?.Name);
        Assert.NotEmpty(failure.Remediation);
    }

    [Theory]
    [InlineData("::1", nameof(TlsProblem.Closed), "AddressFamilyBroken", "IPv6 is broken", "AAAA")]
    [InlineData("::1", null, "AddressFamilyBroken", "[::1]:443", "AAAA")]
    [InlineData("10.0.0.4", nameof(TlsProblem.NameMismatch), "AddressBroken", "10.0.0.4:443", "10.0.0.4")]
    public void An_address_that_fails_while_another_works_is_named(string broken, string? problem, string finding, string says, string remedy)
    {
        var progress = new ConnectionProgress
        {
            RemoteEndPoint = new(Address, 443),
            Failed = [new(new(IPAddress.Parse(broken), 443), ConnectionPhase.Tls, TimeSpan.FromSeconds(2), problem is null ? null : Enum.Parse<TlsProblem>(problem))],
        };

        CheckOutcome outcome = TlsDiagnosis.OfAddresses(
            CheckTestBed.ContextOf(new TlsCheck(), "contoso"), new HostConnection { Progress = progress }, Contoso)!;

        Assert.Equal(finding, outcome.Finding!.Name);
        Assert.Contains(says, outcome.Message, StringComparison.Ordinal);
        Assert.Contains("20.62.128.0:443", outcome.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, outcome.Remediation[0], StringComparison.Ordinal);
    }

    private static ConnectionDiagnosis Diagnosis(Uri? proxy) =>
        new(Contoso, [Address], new(proxy, null, proxy is null ? null : "MY_PROXY", null), new(), TimeSpan.FromSeconds(8));

    private static CheckOutcome Report(HostConnection connection) =>
        connection.Failure!.Report(CheckTestBed.ContextOf(new TlsCheck(), "contoso"), connection.Detail);
}
