namespace AcrHealth.Programs;

/// <summary>The container client of this machine: docker, or the one that the DOCKER_COMMAND variable names.</summary>
/// <param name="Command">The command as people type it.</param>
/// <param name="Path">Its full path.</param>
internal sealed record ContainerClient(string Command, string Path)
{
    /// <summary>The variable with which the Azure CLI, too, lets people name another client.</summary>
    public const string Variable = "DOCKER_COMMAND";

    /// <summary>The client where no other is named.</summary>
    public const string Docker = "docker";

    public static string ConfiguredCommand =>
        Environment.GetEnvironmentVariable(Variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : Docker;
}
