using System.Text;
using AcrHealth.Packaging.Images;

namespace AcrHealth.Packaging.UpdatableHelp;

/// <summary>Creates cabinet files, which PowerShell takes help from on Windows. The files are stored without compression.</summary>
/// <remarks>The format: https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-mci, with one folder.</remarks>
internal static class Cabinet
{
    private const int HeaderLength = 36;
    private const int FolderLength = 8;
    private const int FileLength = 16;
    private const int BlockHeaderLength = 8;
    private const int LongestBlock = 32768;
    private const ushort NoCompression = 0;
    private const ushort Archive = 0x20;

    public static byte[] Create(IReadOnlyList<ImageFile> files)
    {
        byte[] content = [.. files.SelectMany(file => file.Content)];
        byte[][] names = [.. files.Select(file => Encoding.ASCII.GetBytes(file.Path + '\0'))];
        byte[][] blocks = [.. content.Chunk(LongestBlock)];
        int firstBlock = HeaderLength + FolderLength + names.Sum(name => FileLength + name.Length);
        int length = firstBlock + content.Length + (blocks.Length * BlockHeaderLength);

        using var stream = new MemoryStream(length);
        using var cabinet = new BinaryWriter(stream);
        cabinet.Write("MSCF"u8);
        cabinet.Write(0);
        cabinet.Write(length);
        cabinet.Write(0);
        cabinet.Write(HeaderLength + FolderLength);
        cabinet.Write(0);
        cabinet.Write((byte)3);
        cabinet.Write((byte)1);
        cabinet.Write((ushort)1);
        cabinet.Write((ushort)files.Count);

        // No flags, and the first of one cabinet.
        cabinet.Write(new byte[6]);

        cabinet.Write(firstBlock);
        cabinet.Write((ushort)blocks.Length);
        cabinet.Write(NoCompression);

        int offset = 0;
        foreach ((ImageFile file, byte[] name) in files.Zip(names))
        {
            cabinet.Write(file.Content.Length);
            cabinet.Write(offset);
            cabinet.Write((ushort)0);
            cabinet.Write((ushort)(((ImageFile.Time.Year - 1980) << 9) | (ImageFile.Time.Month << 5) | ImageFile.Time.Day));
            cabinet.Write((ushort)0);
            cabinet.Write(Archive);
            cabinet.Write(name);
            offset += file.Content.Length;
        }

        foreach (byte[] block in blocks)
        {
            // A checksum of zero is not verified: the release's own checksums are.
            cabinet.Write(0);
            cabinet.Write((ushort)block.Length);
            cabinet.Write((ushort)block.Length);
            cabinet.Write(block);
        }

        return stream.ToArray();
    }
}
