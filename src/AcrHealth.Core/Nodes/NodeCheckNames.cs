namespace AcrHealth.Nodes;

/// <summary>The names of the checks of a node, for code that refers to them.</summary>
internal static class NodeCheckNames
{
    public const string KubeletIdentity = "KubeletIdentity";
    public const string CredentialProvider = "CredentialProvider";
    public const string PullSecret = "PullSecret";
    public const string ContainerdConfiguration = "ContainerdConfiguration";
    public const string ContainerdPull = "ContainerdPull";
}
