using System.Security.Cryptography.X509Certificates;
using AcrHealth.Network.Tls;

namespace AcrHealth.Core.Tests.Network.Tls;

/// <summary>The index of OpenSSL's file and directories of certificates has what the runtime reads of them.</summary>
public sealed class AuthorityIndexTests : IDisposable
{
    private static readonly X509Certificate2 First = TestCertificate.Authority("First").Certificate;
    private static readonly X509Certificate2 Second = TestCertificate.Authority("Second").Certificate;

    private readonly TemporaryDirectory _store = new();

    [Fact]
    public void A_bundle_and_a_directory_give_each_certificate_once()
    {
        string bundle = _store.Write("bundle.crt", $"# First\n{Pem(First)}\n\n{Pem(Second)}");
        _store.Write("second.pem", Pem(Second));

        Assert.Equal([First, Second], Read(bundle, _store));
    }

    [Fact]
    public void Certificates_with_the_same_name_are_all_kept() =>
        Assert.Equal(2, Read(_store.Write("bundle.crt", Pem(First) + Pem(TestCertificate.Authority("First").Certificate))).Count);

    [Fact]
    public void A_link_to_another_directory_is_followed()
    {
        using var elsewhere = new TemporaryDirectory();
        File.CreateSymbolicLink(_store.Under("first.pem"), elsewhere.Write("first.crt", Pem(First)));
        File.CreateSymbolicLink(_store.Under("0a1b2c3d.0"), "first.pem");
        File.CreateSymbolicLink(_store.Under("gone.pem"), "/nowhere/gone.pem");

        Assert.Equal([First], Read(null, _store));
    }

    [Fact]
    public void Binary_files_and_the_old_label_count_and_directories_within_do_not()
    {
        File.WriteAllBytes(_store.Under("first.cer"), First.RawData);
        _store.Write("second.pem", Pem(Second).Replace("CERTIFICATE", "X509 CERTIFICATE", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(_store.Make("java"), "third.pem"), Pem(TestCertificate.Authority("Third").Certificate));

        Assert.Equal(2, Read(null, _store).Count);
    }

    [Theory]
    [InlineData("TRUSTED CERTIFICATE")]
    [InlineData("PRIVATE KEY")]
    public void Other_blocks_are_skipped(string label) => Assert.Equal(
        [Second], Read(_store.Write("bundle.crt", Pem(First).Replace("CERTIFICATE", label, StringComparison.Ordinal) + Pem(Second))));

    [Theory]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nno base64!\n-----END CERTIFICATE-----\n")]
    public void A_file_is_read_to_its_first_broken_certificate(string broken)
    {
        string bundle = _store.Write("bundle.crt", Pem(First) + broken + Pem(TestCertificate.Authority("Third").Certificate));
        using var directory = new TemporaryDirectory();
        directory.Write("second.pem", Pem(Second));

        Assert.Equal([First, Second], Read(bundle, directory));
    }

    [Fact]
    public void An_unfinished_block_ends_a_file() => Assert.Equal([First], Read(_store.Write("bundle.crt", Pem(First) + Pem(Second)[..200])));

    [Fact]
    public void The_common_directory_is_read_only_if_the_others_have_nothing()
    {
        using var common = new TemporaryDirectory();
        common.Write("second.pem", Pem(Second));

        Assert.Equal([Second], Certificates(AuthorityIndex.Read("/nowhere/bundle.crt", ["/nowhere", _store], common)));
        _store.Write("first.pem", Pem(First));
        Assert.Equal([First], Certificates(AuthorityIndex.Read(null, [_store], common)));
    }

    public void Dispose() => _store.Dispose();

    private static string Pem(X509Certificate2 certificate) => certificate.ExportCertificatePem() + "\n";

    private static List<X509Certificate2> Read(string? file, params string[] directories) => Certificates(AuthorityIndex.Read(file, directories));

    private static List<X509Certificate2> Certificates(AuthorityIndex index) => [.. index.All.Select(entry => entry.Certificate!)];
}
