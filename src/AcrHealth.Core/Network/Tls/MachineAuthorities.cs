using System.Diagnostics;
using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace AcrHealth.Network.Tls;

/// <summary>
/// The authorities that this machine trusts, read in place of the runtime, for a program that has turned the runtime's own reading off: .NET parses all
/// certificates of OpenSSL's trust store before it builds its first chain, and a short run needs two or three of them.
/// </summary>
/// <remarks>
/// A chain can contain only certificates whose subjects are the issuers of others in it. So the chain of a certificate that is trusted is built from those
/// alone, and one that is not trusted is judged again with all.
/// </remarks>
internal sealed class MachineAuthorities
{
    // As often as the runtime looks for changes.
    private static readonly TimeSpan RecheckInterval = TimeSpan.FromSeconds(5);

    private readonly string? _file;
    private readonly IReadOnlyList<string> _directories;
    private readonly string? _common;
    private readonly TimeSpan _recheckInterval;
    private readonly object _reading = new();
    private Task<AuthorityIndex> _index;
    private DateTime _changed;
    private long _checked;

    /// <param name="file">OpenSSL's file of certificates; null if there is none.</param>
    /// <param name="directories">OpenSSL's directories of certificates.</param>
    /// <param name="common">The directory that is read if those have no certificate; null if there is none.</param>
    /// <param name="recheckInterval">The time after which changes are looked for.</param>
    public MachineAuthorities(string? file, IReadOnlyList<string> directories, string? common, TimeSpan recheckInterval)
    {
        _recheckInterval = recheckInterval;
        _file = file;
        _directories = directories;
        _common = common;
        _changed = LastChange();
        _checked = Stopwatch.GetTimestamp();
        _index = Task.Run(Read);
    }

    /// <summary>The authorities; null if the runtime reads them.</summary>
    public static MachineAuthorities? Current { get; private set; }

    /// <summary>Whether there is none.</summary>
    public bool AreMissing => !Index().All.Any(entry => entry.IsSelfIssued);

    /// <summary>Uses them from now on: the first reading begins in the background.</summary>
    /// <inheritdoc cref="MachineAuthorities(string?, IReadOnlyList{string}, string?, TimeSpan)"/>
    public static void Use(string? file, IReadOnlyList<string> directories, string? common) => Current = new(file, directories, common, RecheckInterval);

    /// <summary>The verdict of a certificate's chain to this machine's authorities.</summary>
    /// <param name="leaf">The certificate.</param>
    /// <param name="presented">The chain with what the server sent, and its policy.</param>
    /// <param name="isComplete">Whether to use all authorities, and those of this user, not only those that the names lead to.</param>
    public ChainVerdict Judge(X509Certificate2 leaf, X509Chain presented, bool isComplete)
    {
        using var chain = new X509Chain { ChainPolicy = presented.ChainPolicy.Clone() };
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Certificates(isComplete ? Index().All : Above(leaf, presented)));
        if (isComplete)
        {
            chain.ChainPolicy.CustomTrustStore.AddRange(SystemAuthorities.OfUser());
        }

        chain.Build(leaf);
        return ChainVerdict.Of(chain);
    }

    /// <summary>The certificates of this machine that may stand between a server's certificate and an authority.</summary>
    public X509Certificate2Collection Intermediates(X509Certificate2 leaf, X509Chain presented) =>
        Certificates(Above(leaf, presented).Where(entry => !entry.IsSelfIssued));

    private static X509Certificate2Collection Certificates(IEnumerable<AuthorityEntry> entries) =>
        [.. entries.Select(entry => entry.Certificate).OfType<X509Certificate2>()];

    private static string? IssuerOf(X509Certificate2 certificate)
    {
        try
        {
            return LooseName.Of(certificate.IssuerName.RawData);
        }
        catch (AsnContentException)
        {
            // No authority has a name that cannot be read.
            return null;
        }
    }

    private IReadOnlyCollection<AuthorityEntry> Above(X509Certificate2 leaf, X509Chain presented) =>
        Index().Above(presented.ChainPolicy.ExtraStore.Concat(presented.ChainElements.Select(element => element.Certificate)).Append(leaf).Select(IssuerOf).OfType<string>());

    private AuthorityIndex Index()
    {
        lock (_reading)
        {
            if (Stopwatch.GetElapsedTime(_checked) > _recheckInterval)
            {
                _checked = Stopwatch.GetTimestamp();
                DateTime changed = LastChange();
                if (changed != _changed)
                {
                    _changed = changed;
                    _index = Task.FromResult(Read());
                }
            }

            // The first reading began with the program.
            return _index.GetAwaiter().GetResult();
        }
    }

    private AuthorityIndex Read() => AuthorityIndex.Read(_file, _directories, _common);

    private DateTime LastChange() => new[] { _file }.OfType<string>().Select(File.GetLastWriteTimeUtc)
        .Concat(_directories.Append(_common).OfType<string>().Select(Directory.GetLastWriteTimeUtc))
        .DefaultIfEmpty()
        .Max();
}
