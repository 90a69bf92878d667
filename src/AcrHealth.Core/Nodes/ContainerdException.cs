namespace AcrHealth.Nodes;

/// <summary>A file of containerd's configuration cannot be used.</summary>
/// <param name="file">The file, as the node has it.</param>
/// <param name="reason">Why.</param>
internal sealed class ContainerdException(string file, string reason) : Exception(reason)
{
    public string File => file;
}
