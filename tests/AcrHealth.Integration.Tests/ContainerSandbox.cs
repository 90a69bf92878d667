using AcrHealth.Integration.Tests.Engines;
using AcrHealth.Integration.Tests.Images;
using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Integration.Tests.Registries;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests;

/// <summary>
/// A registry with images, and Podman's engine API for the docker client to talk to. Everything is started for the first test that asks
/// for it, and serves all.
/// </summary>
public sealed class ContainerSandbox : IDisposable
{
    // The kernel takes some hundred characters for a socket's path.
    private readonly TemporaryDirectory _directory = new();
    private DockerRegistry? _registry;
    private BackgroundProgram? _engine;

    // Kept, so that what kept them from starting is told by every test that needs them.
    private Task? _images;
    private Task? _serving;

    private string Docker { get; set; } = string.Empty;

    private string Socket => _directory.Under("podman.sock");

    /// <summary>The name that an image has for clients.</summary>
    internal string ImageName(SampleImage image) => $"{_registry!.LoginServer}/{image.Repository}:latest";

    /// <summary>The name of an image that the registry does not have.</summary>
    internal string MissingImageName => $"{_registry!.LoginServer}/no-such-image:latest";

    /// <summary>Starts the registry, and puts the images there.</summary>
    internal Task StartRegistryAsync() => _images ??= PutImagesAsync();

    /// <summary>A Podman with an empty store.</summary>
    internal async Task<PodmanStore> NewPodmanAsync(string name)
    {
        await StartRegistryAsync();
        return new(_directory.Under(name), _registry!.LoginServer);
    }

    /// <summary>Starts the engine, and points the docker client at it until the scope is disposed of.</summary>
    internal async Task<EnvironmentScope> UseEngineAsync()
    {
        Docker = Installed.OrSkip("docker", "docker.io");
        await (_serving ??= ServeAsync());
        return UseSocket(Socket);
    }

    /// <summary>Points the docker client at a socket until the scope is disposed of.</summary>
    internal EnvironmentScope UseSocket(string socket)
    {
        Installed.OrSkip("docker", "docker.io");
        return new(
            ("DOCKER_COMMAND", null),
            ("DOCKER_HOST", $"unix://{socket}"),
            ("DOCKER_CONFIG", _directory.Make("docker")),
            ("DOCKER_CONTEXT", null),
            ("DOCKER_TLS", null),
            ("DOCKER_TLS_VERIFY", null),
            ("DOCKER_CERT_PATH", null),
            ("DOCKER_API_VERSION", null),
            ("DOCKER_DEFAULT_PLATFORM", null));
    }

    /// <summary>The path of something in the directory that goes away at the end.</summary>
    internal string Under(string name) => _directory.Under(name);

    /// <summary>Whether the engine has an image, as the docker client tells it.</summary>
    internal async Task<bool> HasAsync(string image) =>
        (await Command.SucceedAsync(Docker, ["image", "ls", "--quiet", image])).Trim().Length > 0;

    public void Dispose()
    {
        _engine?.Dispose();
        _registry?.Dispose();
        _directory.Dispose();
    }

    private async Task PutImagesAsync()
    {
        var skopeo = new Skopeo(_directory.Under("skopeo"));
        _registry = await DockerRegistry.StartOpenAsync(_directory.Under("registry"));
        foreach (SampleImage image in SampleImage.All)
        {
            string layout = _directory.Under("images", image.Repository);
            image.Write(layout);
            await skopeo.SucceedAsync(
                "copy", "--quiet", "--all", "--format", image.Format, "--dest-tls-verify=false", $"oci:{layout}", $"docker://{ImageName(image)}");
        }
    }

    private async Task ServeAsync() => _engine = await (await NewPodmanAsync("engine")).ServeAsync(Socket);
}
