using AcrHealth.Text;

namespace AcrHealth.Findings;

/// <summary>The parameters of this run that a command in a remedy repeats to check the same registry in the same way.</summary>
internal sealed record RunParameters
{
    /// <summary>The name of the cloud; null if it was not given.</summary>
    public string? Cloud { get; init; }

    /// <summary>The files of the certificate authorities; null for a certificate that came as an object.</summary>
    public IReadOnlyList<string?> CertificateFiles { get; init; } = [];

    /// <summary>The user name of a credential; null if none was given.</summary>
    public string? UserName { get; init; }

    /// <summary>Whether a token was given.</summary>
    public bool HasAccessToken { get; init; }

    public bool IsAnonymous { get; init; }

    public string? TenantId { get; init; }

    public string? ManagedIdentityClientId { get; init; }

    /// <summary>Whether the kubelet's credential is used.</summary>
    public bool IsKubelet { get; init; }

    /// <summary>The word of a command line that names the pull secret; null if there is none.</summary>
    public string? PullSecret { get; init; }

    /// <summary>The directory under which the node's files are; null if it was not given.</summary>
    public string? NodeRoot { get; init; }

    /// <summary>The parameters by their name in PowerShell, without a dash, each with its value as one word of a command line; null for a switch.</summary>
    public IEnumerable<(string Name, string? Value)> Named()
    {
        if (Cloud is { } cloud)
        {
            yield return ("Cloud", cloud);
        }

        foreach (string? file in CertificateFiles)
        {
            yield return ("CACertificate", RemedyCommands.Path(file, "file"));
        }

        if (UserName is { } user)
        {
            yield return ("Credential", RemedyCommands.Word(user, "user"));
        }

        if (HasAccessToken)
        {
            yield return ("AccessToken", "<token>");
        }

        if (IsAnonymous)
        {
            yield return ("Anonymous", null);
        }

        if (TenantId is { } tenant)
        {
            yield return ("TenantId", RemedyCommands.Word(tenant, "tenant"));
        }

        if (ManagedIdentityClientId is { } client)
        {
            yield return ("ManagedIdentityClientId", RemedyCommands.Word(client, "client-id"));
        }

        if (IsKubelet)
        {
            yield return ("Kubelet", null);
        }

        if (PullSecret is { } secret)
        {
            yield return ("PullSecret", secret);
        }

        if (NodeRoot is { } root)
        {
            yield return ("NodeRoot", RemedyCommands.Path(root, "directory"));
        }
    }
}
