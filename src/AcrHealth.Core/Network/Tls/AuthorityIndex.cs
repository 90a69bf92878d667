using System.Buffers;
using System.Buffers.Text;
using System.Formats.Asn1;
using AcrHealth.Files;

namespace AcrHealth.Network.Tls;

/// <summary>The certificates in a file and in the files of directories, by their subjects.</summary>
internal sealed class AuthorityIndex
{
    // The bundle of a large organization has a thousand certificates, in 2 MiB.
    private const int MaximumLength = 64 * 1024 * 1024;
    private const byte DerSequence = 0x30;

    private readonly Dictionary<string, List<AuthorityEntry>> _bySubject = new(StringComparer.Ordinal);
    private byte[] _file = [];
    private byte[] _certificate = [];

    private AuthorityIndex()
    {
    }

    /// <summary>All certificates, each once.</summary>
    public IEnumerable<AuthorityEntry> All => _bySubject.Values.SelectMany(entries => entries);

    /// <summary>Reads the certificates. What cannot be read is left out, as the runtime does.</summary>
    /// <param name="file">The file; null if there is none.</param>
    /// <param name="directories">The directories, without those in them.</param>
    /// <param name="common">The directory that is read if those have no certificate; null if there is none.</param>
    public static AuthorityIndex Read(string? file, IReadOnlyList<string> directories, string? common = null)
    {
        var index = new AuthorityIndex();
        if (file is not null)
        {
            _ = index.AddFile(file);
        }

        if (!index.AddDirectories(directories) && common is not null)
        {
            _ = index.AddDirectories([common]);
        }

        index._file = index._certificate = [];
        return index;
    }

    /// <summary>The certificates that a chain can lead to from certificates with these issuers: theirs, and those above them.</summary>
    /// <param name="issuers">Loose names of issuers.</param>
    public IReadOnlyCollection<AuthorityEntry> Above(IEnumerable<string> issuers)
    {
        HashSet<AuthorityEntry> found = [];
        var open = new Queue<string>(issuers);
        while (open.TryDequeue(out string? issuer))
        {
            foreach (AuthorityEntry entry in _bySubject.GetValueOrDefault(issuer, []))
            {
                if (found.Add(entry))
                {
                    open.Enqueue(entry.Issuer);
                }
            }
        }

        return found;
    }

    // Whether they have a certificate.
    private bool AddDirectories(IEnumerable<string> directories)
    {
        bool hasCertificate = false;
        foreach (string path in directories.SelectMany(FilesOf))
        {
            hasCertificate |= AddFile(path);
        }

        return hasCertificate;
    }

    private static IEnumerable<string> FilesOf(string directory)
    {
        try
        {
            // OpenSSL finds a certificate by a link to its file beside it, whose name is a hash: each would be read twice.
            return [.. new DirectoryInfo(directory).EnumerateFiles().Where(file => !IsLinkWithin(file)).Select(file => file.FullName)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsLinkWithin(FileInfo file) => file.LinkTarget is { } target && !target.Contains('/', StringComparison.Ordinal);

    private bool AddFile(string path)
    {
        try
        {
            ReadOnlySpan<byte> content = BoundedFile.Read(path, ref _file, MaximumLength);
            return content is [DerSequence, ..] ? Add(content) : AddBlocks(content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private bool AddBlocks(ReadOnlySpan<byte> text)
    {
        bool hasCertificate = false;
        while (PemBlock.TryRead(ref text, out PemBlock block))
        {
            // Those with trust settings of OpenSSL are skipped, as the runtime does.
            if (!block.IsCertificate)
            {
                continue;
            }

            if (_certificate.Length < block.Base64.Length)
            {
                _certificate = new byte[block.Base64.Length];
            }

            if (Base64.DecodeFromUtf8(block.Base64, _certificate, out _, out int length) != OperationStatus.Done || !Add(_certificate.AsSpan(0, length)))
            {
                // The runtime reads no further in a file than to the first certificate that is broken.
                break;
            }

            hasCertificate = true;
        }

        return hasCertificate;
    }

    // Whether it is a certificate.
    private bool Add(ReadOnlySpan<byte> data)
    {
        byte[] copy = data.ToArray();
        try
        {
            var entry = new AuthorityEntry(copy);
            if (!_bySubject.TryGetValue(entry.Subject, out List<AuthorityEntry>? same))
            {
                _bySubject.Add(entry.Subject, [entry]);
            }
            else if (!same.Exists(entry.Equals))
            {
                same.Add(entry);
            }

            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
