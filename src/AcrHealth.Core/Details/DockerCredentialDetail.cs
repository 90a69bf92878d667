namespace AcrHealth.Details;

/// <summary>The login that the container client has stored for a registry. Never contains its secret.</summary>
public sealed class DockerCredentialDetail
{
    /// <summary>The path of the configuration that locates the login; null if there is none.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>The program that stores the login, such as docker-credential-desktop; null if it is in the file.</summary>
    public string? Helper { get; init; }

    /// <summary>The program's exit code; null if it did not finish, or there is no program.</summary>
    public int? HelperExitCode { get; init; }

    /// <summary>The user name, cut to 100 characters; null if there is no login, or the identity is in a token.</summary>
    public string? UserName { get; init; }

    /// <summary>Whether the login is a registry's refresh token, as az acr login stores it, rather than a password.</summary>
    public bool IsToken { get; init; }

    /// <summary>The time at which the login expires; null if it is unknown.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Helper ?? ConfigurationFile ?? "-";
}
