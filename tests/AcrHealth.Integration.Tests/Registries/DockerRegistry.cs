using System.Collections;
using System.Text.RegularExpressions;
using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Registries;

/// <summary>The distribution project's registry, as Debian packs it, on a loopback port that the system chose.</summary>
internal sealed partial class DockerRegistry : IDisposable
{
    private readonly BackgroundProgram _program;

    private DockerRegistry(BackgroundProgram program)
    {
        _program = program;
        LoginServer = $"localhost:{Listening().Match(program.Said).Groups["port"].Value}";
    }

    public string LoginServer { get; }

    /// <summary>A line for each request, among others.</summary>
    public string Log => _program.Said;

    /// <summary>Starts a registry that anybody may use, over plain HTTP.</summary>
    public static Task<DockerRegistry> StartOpenAsync(string directory) => StartAsync(directory, string.Empty);

    /// <summary>Starts a registry over TLS that knows the people in a file that htpasswd wrote.</summary>
    public static Task<DockerRegistry> StartGuardedAsync(string directory, string certificate, string key, string people) => StartAsync(
        directory,
        $"""
          tls:
            certificate: {certificate}
            key: {key}
        auth:
          htpasswd:
            realm: AcrHealth tests
            path: {people}

        """);

    /// <summary>Starts a registry over plain HTTP that accepts the tokens of a simulator and permits deletion to those that grant it.</summary>
    /// <param name="directory">The directory for its files.</param>
    /// <param name="realm">The address to which it refers clients for tokens.</param>
    /// <param name="service">The service that its tokens are for.</param>
    /// <param name="signers">A file with certificates of those who may sign its tokens.</param>
    public static Task<DockerRegistry> StartWithTokensAsync(string directory, string realm, string service, string signers) => StartAsync(
        directory,
        deletes: true,
        more: $"""
        auth:
          token:
            realm: {realm}
            service: {service}
            issuer: Azure Container Registry
            rootcertbundle: {signers}

        """);

    public void Dispose() => _program.Dispose();

    private static async Task<DockerRegistry> StartAsync(string directory, string more, bool deletes = false)
    {
        string registry = Installed.OrSkip("docker-registry", "docker-registry");
        string configuration = Path.Combine(Directory.CreateDirectory(directory).FullName, "config.yml");
        await File.WriteAllTextAsync(
            configuration,
            $"""
            version: 0.1
            storage:
              filesystem:
                rootdirectory: {Path.Combine(directory, "data")}
              delete:
                enabled: {(deletes ? "true" : "false")}
            http:
              addr: 127.0.0.1:0

            """ + more);
        return new(await BackgroundProgram.StartAsync(registry, ["serve", configuration], WithoutSettings(), Listening().IsMatch));
    }

    // It takes every such variable for a setting: Podman's REGISTRY_AUTH_FILE, for one, for a way of signing in.
    private static IEnumerable<(string Name, string? Value)> WithoutSettings() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Select(variable => (string)variable.Key)
        .Where(name => name.StartsWith("REGISTRY_", StringComparison.Ordinal))
        .Select(name => (name, (string?)null));

    [GeneratedRegex(@"listening on 127\.0\.0\.1:(?<port>\d+)")]
    private static partial Regex Listening();
}
