using AcrHealth.Text;

namespace AcrHealth.Programs;

/// <summary>The container client that this machine should have, and the program that was found for it.</summary>
/// <param name="Name">The command as it was given.</param>
/// <param name="IsNamedByVariable">Whether DOCKER_COMMAND names it.</param>
internal sealed record ContainerClientLookup(string Name, bool IsNamedByVariable)
{
    /// <summary>The program, or the reason why there is none.</summary>
    public ProgramLookup Program { get; } = ProgramPath.Find(Name);

    /// <summary>The command, fit to be shown.</summary>
    public string Command { get; } = UntrustedText.Clean(Name);

    /// <summary>The client; null if there is none.</summary>
    public ContainerClient? Client => Program.Path is { } path ? new(Command, path) : null;
}
