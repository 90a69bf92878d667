using System.IO.Compression;

namespace AcrHealth.Packaging.Images;

/// <summary>Creates zip files whose bytes depend on the content alone.</summary>
internal static class ZipFile
{
    public static byte[] Create(IEnumerable<ImageFile> files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ImageFile file in files)
            {
                ZipArchiveEntry entry = zip.CreateEntry(file.Path, CompressionLevel.SmallestSize);
                entry.LastWriteTime = ImageFile.Time;
                using Stream content = entry.Open();
                content.Write(file.Content);
            }
        }

        return stream.ToArray();
    }
}
