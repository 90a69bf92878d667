using System.Formats.Tar;

namespace AcrHealth.Packaging.Images;

/// <summary>Writes tar archives that depend on nothing but their content: sorted, owned by root, and of one time.</summary>
internal static class TarFile
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static byte[] Create(IEnumerable<ImageFile> files)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            ImageFile[] sorted = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
            foreach (string folder in sorted.SelectMany(file => Folders(file.Path)).Distinct().Order(StringComparer.Ordinal))
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, folder + "/") { Mode = Executable, ModificationTime = ImageFile.Time });
            }

            foreach (ImageFile file in sorted)
            {
                using var content = new MemoryStream(file.Content);
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, file.Path) { Mode = file.IsProgram ? Executable : Readable, ModificationTime = ImageFile.Time, DataStream = content });
            }
        }

        return stream.ToArray();
    }

    private static IEnumerable<string> Folders(string path)
    {
        for (int slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }
    }
}
