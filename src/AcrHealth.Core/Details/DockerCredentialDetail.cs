namespace AcrHealth.Details;

/// <summary>The login that the container client has stored for a registry. Never with its secret.</summary>
public sealed class DockerCredentialDetail
{
    /// <summary>The configuration that says where the login is; null where there is none.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>The program that keeps the login, such as docker-credential-desktop; null where it is in the file.</summary>
    public string? Helper { get; init; }

    /// <summary>The program's exit code; null where it did not run to its end, or there is none.</summary>
    public int? HelperExitCode { get; init; }

    /// <summary>The user name, at most 100 characters of it; null where there is no login, or a token tells who it is.</summary>
    public string? UserName { get; init; }

    /// <summary>Whether the login is a registry's refresh token, as az acr login stores it, rather than a password.</summary>
    public bool IsToken { get; init; }

    /// <summary>When the login ends; null where that cannot be told.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Helper ?? ConfigurationFile ?? "-";
}
