using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Network;

/// <summary>Certificates that only OpenSSL's server would serve; the others are the simulator's faults.</summary>
public sealed class CertificateTests(ProxiedRegistry registry) : IClassFixture<ProxiedRegistry>
{
    [Fact]
    public async Task An_untrusted_root_that_the_server_sends_is_named()
    {
        using OpenSslServer server = await OpenSslServer.StartAsync(registry.Directory, sendsAuthority: true);

        CheckResult tls = Check(server, registry.Authority);

        Assert.Equal("CONNECTIVITY_SSL_ERROR", tls.ErrorCode);
        Assert.Contains($"was issued by the CA CN={OpenSslServer.AuthorityName}, which this machine does not trust", tls.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_with_SHA_1_is_no_longer_safe_whoever_vouches_for_it()
    {
        using OpenSslServer server = await OpenSslServer.StartAsync(registry.Directory, digest: "sha1");

        CheckResult tls = Check(server, server.AuthorityFile);

        Assert.Equal("CONNECTIVITY_SSL_ERROR", tls.ErrorCode);
        Assert.Contains("signed with an algorithm that is not secure", tls.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_server_with_a_good_signature_passes()
    {
        using OpenSslServer server = await OpenSslServer.StartAsync(registry.Directory);

        Assert.Equal("Passed", Check(server, server.AuthorityFile).Status);
    }

    [Fact]
    public async Task A_revoked_certificate_is_detected_by_the_stapled_OCSP_response()
    {
        using OpenSslServer server = await OpenSslServer.StartAsync(registry.Directory, staple: 'R');

        CheckResult tls = Check(server, server.AuthorityFile);

        Assert.Equal("CONNECTIVITY_SSL_ERROR", tls.ErrorCode);
        Assert.Contains("revoked", tls.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_valid_by_the_answer_that_the_server_staples_passes()
    {
        using OpenSslServer server = await OpenSslServer.StartAsync(registry.Directory, staple: 'V');

        Assert.Equal("Passed", Check(server, server.AuthorityFile).Status);
    }

    private static CheckResult Check(OpenSslServer server, string authority)
    {
        using EnvironmentScope _ = ProxiedRegistry.Through(null);
        using var engine = new ModuleEngine();
        return engine.Run("Test-AcrHealth $args[0] -CACertificate $args[1] -Anonymous -Check Tls", server.LoginServer, authority).Check("Tls");
    }
}
