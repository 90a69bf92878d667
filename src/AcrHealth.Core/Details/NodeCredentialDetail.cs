using AcrHealth.Model;

namespace AcrHealth.Details;

/// <summary>A credential that the kubelet has for a registry. Never with its secret.</summary>
public sealed class NodeCredentialDetail
{
    /// <summary>The configuration of the credential providers, or the pull secret.</summary>
    public required string Source { get; init; }

    /// <summary>The credential provider's program; null for a pull secret.</summary>
    public string? Program { get; init; }

    /// <summary>The program's exit code; null if it did not run to its end, or there is none.</summary>
    public int? ExitCode { get; init; }

    /// <summary>How long the program ran; null if there is none.</summary>
    public TimeSpan? ProgramDuration { get; init; }

    /// <summary>The patterns of images, or the keys of logins, that there are.</summary>
    public IReadOnlyList<string> Patterns { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The key that covers the registry; null if none does.</summary>
    public string? Key { get; init; }

    /// <summary>The user name, at most 100 characters of it; null if there is none.</summary>
    public string? UserName { get; init; }

    /// <summary>What kind of user it is: RefreshToken, ServicePrincipal, AdminUser or Token; null if it is not known.</summary>
    public string? UserKind { get; init; }

    /// <summary>When the credential expires; null if that cannot be read.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Key is null ? Source : $"{Source}: {Key}";
}
