namespace AcrHealth.Simulator.Faults;

/// <summary>
/// Certificates that nobody should trust, besides those with the wrong time or name. Not among them: one that is signed with SHA-1, which
/// the server's side of OpenSSL refuses to serve, too; and a revoked one, of which clients learn from the authority's lists elsewhere.
/// </summary>
internal static class CertificateFaults
{
    private const string Ssl = "CONNECTIVITY_SSL_ERROR";

    public static IEnumerable<Fault> All =>
    [
        new("tls-untrusted-root", Ssl, "Its certificate is from an unknown authority.")
        {
            Expected = new("CertificateIssuerMissing", "issued by CN=A Stranger's CA"),
            Behavior = new() { Certificate = shop => shop.IssueByStranger() },
        },
        new("tls-missing-intermediate", Ssl, "It leaves out the authority between its certificate and the trusted one.")
        {
            Expected = new("CertificateIssuerMissing", "issued by CN=AcrHealth Simulator Intermediate CA"),
            Behavior = new() { Certificate = shop => shop.IssueByIntermediate() },
        },
        new("tls-client-certificate", Ssl, "Its certificate is one for clients.")
        {
            Expected = new("CertificateUsageWrong", "is not valid for servers"),
            Behavior = new() { Certificate = shop => shop.IssueForClients() },
        },
    ];
}
