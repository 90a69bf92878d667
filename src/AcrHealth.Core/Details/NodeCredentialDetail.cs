using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>A credential that the kubelet has for a registry. Never contains its secret.</summary>
public sealed class NodeCredentialDetail
{
    /// <summary>The configuration of the credential providers, or the pull secret.</summary>
    public required string Source { get; init; }

    /// <summary>The credential provider's program; null for a pull secret.</summary>
    public string? Program { get; init; }

    /// <summary>The program's exit code; null if it did not finish, or there is no program.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The run time of the program; null if there is none.</summary>
    public TimeSpan? ProgramDuration { get; init; }

    /// <summary>The image patterns of the credential providers, or the login keys of the pull secret.</summary>
    public IReadOnlyList<string> Patterns { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The key that covers the registry; null if none does.</summary>
    public string? Key { get; init; }

    /// <summary>The user name, cut to 100 characters; null if there is none.</summary>
    public string? UserName { get; init; }

    /// <summary>The kind of user: RefreshToken, ServicePrincipal, AdminUser or Token; null if it is not known.</summary>
    public string? UserKind { get; init; }

    /// <summary>The time at which the credential expires; null if it cannot be read.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Key is null ? Source : $"{Source}: {Key}";
}
