namespace AcrHealth.Nodes;

/// <summary>A file of containerd's configuration cannot be used.</summary>
/// <param name="file">The file's path on the node.</param>
/// <param name="reason">The reason.</param>
internal sealed class ContainerdException(string file, string reason) : Exception(reason)
{
    public string File => file;
}
