using System.Security.Authentication;
using System.Security.Cryptography;

namespace AcrHealth.Network.Tls;

/// <summary>Determines why a handshake failed.</summary>
internal static class TlsFailure
{
    private const byte TlsHandshakeRecord = 22;
    private const byte TlsAlertRecord = 21;
    private const byte ProtocolVersionAlert = 70;
    private const byte HandshakeFailureAlert = 40;
    private const byte UnrecognizedNameAlert = 112;
    private const byte TlsServerHello = 2;
    private const byte TlsMajorVersion = 3;

    // TLS 1.2, in the numbers that TLS has kept from SSL 3.
    private const byte OldestTlsMinorVersion = 3;

    /// <summary>Returns the failure: the problems that the certificate validator found, or else those that the exception and the first bytes show.</summary>
    public static TlsException Read(Exception exception, CertificateValidator certificate, ReadOnlySpan<byte> first)
    {
        if (certificate.Problems.Count > 0)
        {
            // .NET's own message says only that the validator rejected the certificate.
            return new(certificate.Problems, certificate.Detail, certificate.Reason, exception);
        }

        Exception cause = exception.GetBaseException();
        return new(Problems(exception, cause, first), certificate.Detail, Reason(cause.Message), exception);
    }

    private static TlsProblem[] Problems(Exception exception, Exception cause, ReadOnlySpan<byte> first)
    {
        // The validator is not called if the system cannot build a chain at all.
        if (exception is not (AuthenticationException or IOException) && cause is CryptographicException or ArgumentException or FormatException)
        {
            return [TlsProblem.Unverifiable];
        }

        TlsProblem[] seen = Diagnose(first);
        bool isOurs = seen is [TlsProblem.Closed] && first.Length > 0 && exception is AuthenticationException && cause is not IOException;
        return !isOurs ? seen
            : cause.Message.Contains(" alert ", StringComparison.Ordinal) ? [TlsProblem.Alert]
            : [TlsProblem.Refused];
    }

    // OpenSSL: error:0A00018F:SSL routines::ee key too small
    private static string Reason(string message)
    {
        int routine = message.LastIndexOf("::", StringComparison.Ordinal);
        return message.StartsWith("error:", StringComparison.Ordinal) && routine > 0 ? message[(routine + 2)..] : message;
    }

    private static TlsProblem[] Diagnose(ReadOnlySpan<byte> first) => first switch
    {
        [] => [TlsProblem.Closed],
        [(byte)'H', (byte)'T', (byte)'T', (byte)'P', ..] => [TlsProblem.PlainHttp],
        [TlsAlertRecord, _, _, _, _, _, ProtocolVersionAlert, ..] => [TlsProblem.ProtocolVersion],
        [TlsAlertRecord, _, _, _, _, _, UnrecognizedNameAlert, ..] => [TlsProblem.UnrecognizedName],
        [TlsAlertRecord, _, _, _, _, _, HandshakeFailureAlert, ..] => [TlsProblem.NoCommonCipher],
        [TlsAlertRecord, ..] => [TlsProblem.Alert],

        // A server that supports no newer version chooses its own, and this machine aborts the handshake.
        [TlsHandshakeRecord, _, _, _, _, TlsServerHello, _, _, _, TlsMajorVersion, < OldestTlsMinorVersion, ..] => [TlsProblem.ProtocolVersion],
        [TlsHandshakeRecord, ..] => [TlsProblem.Closed],
        _ => [TlsProblem.NotTls],
    };
}
