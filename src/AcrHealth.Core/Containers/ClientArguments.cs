using AcrHealth.Programs;

namespace AcrHealth.Containers;

/// <summary>Composes the arguments of container clients: all have docker's command line except ctr.</summary>
internal static class ClientArguments
{
    /// <summary>The directory with a directory of settings for each registry, which ctr reads only if it is named.</summary>
    public const string HostsDirectory = "/etc/containerd/certs.d";

    // ctr waits ten seconds for a socket that does not exist.
    private static readonly string[] SoonConnected = ["--connect-timeout", "2s"];

    /// <summary>The arguments with which a client asks its engine for an answer, and fails if there is none.</summary>
    /// <remarks>Unlike "info" and "version" of docker, "ps" fails in every client and release when the engine does not respond.</remarks>
    public static string[] Ping(ContainerClient client) => client.IsCtr ? [.. SoonConnected, "version"] : ["ps", "--quiet"];

    /// <summary>The arguments with which a client reports facts about its engine.</summary>
    public static string[] Information(ContainerClient client) =>
        client.IsCtr ? [.. SoonConnected, "plugins", "list", "--detailed"] : ["info", "--format", "{{json .}}"];

    /// <summary>The words of the command that pulls.</summary>
    public static string[] Pull(ContainerClient client) => !client.IsCtr ? ["pull"]
        : Directory.Exists(HostsDirectory) ? ["images", "pull", "--hosts-dir", HostsDirectory]
        : ["images", "pull"];
}
