using System.IO.Compression;

namespace AcrHealth.Packaging.Images;

/// <summary>Writes the native program as a plain archive: a zip file for Windows, otherwise a compressed tar file.</summary>
internal static class ProgramArchive
{
    /// <param name="program">The native program.</param>
    /// <param name="documents">Files such as licenses, which lie beside it.</param>
    /// <param name="output">The path of the archive; its extension decides on the kind.</param>
    public static void Write(string program, IReadOnlyList<string> documents, string output)
    {
        ImageFile[] files =
        [
            new(Path.GetFileName(program), File.ReadAllBytes(program), IsProgram: true),
            .. documents.Select(file => new ImageFile(Path.GetFileName(file), File.ReadAllBytes(file))),
        ];
        using FileStream stream = File.Create(output);
        if (Path.GetExtension(output) == ".zip")
        {
            stream.Write(ZipFile.Create(files));
            return;
        }

        using var gzip = new GZipStream(stream, CompressionLevel.SmallestSize);
        gzip.Write(TarFile.Create(files));
    }
}
