namespace AcrHealth.Testing;

/// <summary>Copies folders with everything below them.</summary>
public static class FolderCopy
{
    /// <summary>Copies the files of a folder to another, which is created if it does not exist. Files that are there already stay.</summary>
    /// <param name="source">The folder to copy.</param>
    /// <param name="target">The folder that receives the files.</param>
    /// <param name="except">The name of a file that is left out.</param>
    public static void Copy(string source, string target, string? except = null)
    {
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != except))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (!File.Exists(copy))
            {
                File.Copy(file, copy);
            }
        }
    }
}
