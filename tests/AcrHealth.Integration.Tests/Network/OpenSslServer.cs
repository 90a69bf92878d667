using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Network;

/// <summary>OpenSSL's own server, which serves certificates that no other server would, and its own authority.</summary>
internal sealed class OpenSslServer : IDisposable
{
    public const string AuthorityName = "AcrHealth OpenSSL Test CA";

    private const string Serial = "1234";

    // A signature with SHA-1 is below the level that Debian sets.
    private const string AnyStrength = "DEFAULT@SECLEVEL=0";

    private readonly BackgroundProgram _program;

    private OpenSslServer(BackgroundProgram program, int port, string authority)
    {
        _program = program;
        LoginServer = $"localhost:{port}";
        AuthorityFile = authority;
    }

    public string LoginServer { get; }

    public string AuthorityFile { get; }

    /// <param name="directory">The directory for its files.</param>
    /// <param name="digest">The digest that the certificate is signed with.</param>
    /// <param name="sendsAuthority">Whether it sends its authority's certificate, too.</param>
    /// <param name="staple">The status from the authority's responder, which the server staples: <c>V</c> for valid, <c>R</c> for revoked.</param>
    public static async Task<OpenSslServer> StartAsync(TemporaryDirectory directory, string digest = "sha256", bool sendsAuthority = false, char? staple = null)
    {
        string path = Installed.OrSkip("openssl", "openssl");
        string home = directory.Make($"openssl-{Guid.NewGuid():N}");
        string Under(string name) => Path.Combine(home, name);
        string[] newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
        await Command.SucceedAsync(
            path, ["req", "-x509", .. newKey, "-keyout", Under("ca.key"), "-out", Under("ca.pem"), "-subj", $"/CN={AuthorityName}", "-days", "90"]);
        await Command.SucceedAsync(
            path,
            [
                "req", .. newKey, "-keyout", Under("server.key"), "-out", Under("server.csr"), "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost",
            ]);
        await Command.SucceedAsync(
            path,
            [
                "x509", "-req", "-in", Under("server.csr"), "-CA", Under("ca.pem"), "-CAkey", Under("ca.key"), $"-{digest}",
                "-set_serial", $"0x{Serial}", "-days", "60", "-copy_extensions", "copy", "-out", Under("server.pem"),
            ]);
        if (staple is { } status)
        {
            // The authority's database: status, end, moment of revocation, serial number, file, subject.
            directory.Write(Path.Combine(Path.GetFileName(home), "index.txt"), $"{status}\t991231235959Z\t{(status == 'R' ? "200101000000Z" : "")}\t{Serial}\tunknown\t/CN=localhost\n");
            await Command.SucceedAsync(
                path,
                [
                    "ocsp", "-index", Under("index.txt"), "-CA", Under("ca.pem"), "-rsigner", Under("ca.pem"), "-rkey", Under("ca.key"),
                    "-issuer", Under("ca.pem"), "-cert", Under("server.pem"), "-ndays", "1", "-respout", Under("staple"),
                ]);
        }

        int port = LoopbackPorts.Free();
        string[] chain = sendsAuthority ? ["-cert_chain", Under("ca.pem")] : [];
        string[] stapled = staple is null ? [] : ["-status_file", Under("staple")];
        BackgroundProgram program = await BackgroundProgram.StartAsync(
            path,
            ["s_server", "-accept", $"127.0.0.1:{port}", "-cert", Under("server.pem"), "-key", Under("server.key"), .. chain, .. stapled, "-cipher", AnyStrength, "-www"],
            [],
            _ => LoopbackPorts.Listens(port));
        return new(program, port, Under("ca.pem"));
    }

    public void Dispose() => _program.Dispose();
}
