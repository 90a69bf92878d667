using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Engines;

/// <summary>Podman with a store of its own, that knows nothing of this machine's settings and leaves nothing behind in it.</summary>
internal sealed class PodmanStore
{
    private readonly string _path;
    private readonly string _home;

    /// <param name="directory">The directory for all its files, and its home.</param>
    /// <param name="insecureRegistry">A registry to be spoken to without TLS.</param>
    public PodmanStore(string directory, string insecureRegistry)
    {
        // Without privileges it needs ranges of user ids, and leaves files behind that only it can remove.
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Podman's engine is run on Linux, as root.");
        _path = Installed.OrSkip("podman", "podman");
        _home = Directory.CreateDirectory(directory).FullName;
        Directory.CreateDirectory(Under("tmp"));
        Directory.CreateDirectory(Under("networks"));
        File.WriteAllText(Under("containers.conf"), string.Empty);

        // vfs asks nothing of the kernel.
        File.WriteAllText(Under("storage.conf"), $"[storage]\ndriver = \"vfs\"\ngraphroot = \"{Under("root")}\"\nrunroot = \"{Under("run")}\"\n");
        File.WriteAllText(Under("registries.conf"), $"[[registry]]\nlocation = \"{insecureRegistry}\"\ninsecure = true\n");
        File.WriteAllText(Under("auth.json"), "{}");
    }

    // No systemd and no journal is needed to pull images.
    private string[] Options =>
    [
        "--tmpdir", Under("libpod"),
        "--network-config-dir", Under("networks"),
        "--events-backend", "none",
        "--cgroup-manager", "cgroupfs",
    ];

    private (string Name, string? Value)[] Variables =>
    [
        ("HOME", _home),
        ("TMPDIR", Under("tmp")),
        ("XDG_RUNTIME_DIR", null),
        ("XDG_CONFIG_HOME", null),
        ("XDG_DATA_HOME", null),
        ("CONTAINERS_CONF", Under("containers.conf")),
        ("CONTAINERS_STORAGE_CONF", Under("storage.conf")),
        ("CONTAINERS_REGISTRIES_CONF", Under("registries.conf")),
        ("REGISTRY_AUTH_FILE", Under("auth.json")),
        ("DOCKER_CONFIG", null),
        ("CONTAINER_HOST", null),
    ];

    /// <summary>Serves the API of docker's engine on a socket until it is ended.</summary>
    public Task<BackgroundProgram> ServeAsync(string socket) => BackgroundProgram.StartAsync(
        _path, [.. Options, "system", "service", "--time=0", $"unix://{socket}"], Variables, _ => File.Exists(socket));

    public Task<CommandResult> RunAsync(params IEnumerable<string> arguments) => Command.RunAsync(_path, [.. Options, .. arguments], Variables);

    /// <summary>Writes a program that is this Podman with this store, and takes podman's arguments.</summary>
    /// <param name="path">The program's path.</param>
    /// <param name="more">Options that it always has.</param>
    public void WriteCommand(string path, params IEnumerable<string> more)
    {
        IEnumerable<string> variables = Variables.Select(variable => variable.Value is null ? $"unset {variable.Name}" : $"export {variable.Name}='{variable.Value}'");
        string options = string.Join(' ', Options.Concat(more).Select(option => $"'{option}'"));
        File.WriteAllText(path, $"#!/bin/sh\n{string.Join('\n', variables)}\nexec '{_path}' {options} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private string Under(string name) => Path.Combine(_home, name);
}
