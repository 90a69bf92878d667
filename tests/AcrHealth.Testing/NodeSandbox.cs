namespace AcrHealth.Testing;

/// <summary>The files of a Kubernetes node, in a directory that goes away at the end.</summary>
public sealed class NodeSandbox : IDisposable
{
    private const string Providers = "var/lib/kubelet/credential-provider";

    public string Root { get; } = Directory.CreateTempSubdirectory("node-").FullName;

    /// <summary>The path of one of the node's files here.</summary>
    public string At(string path) => Path.Join(Root, path);

    /// <summary>Writes one of the node's files.</summary>
    public string Write(string path, string content)
    {
        string file = At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return file;
    }

    /// <summary>Writes a credential provider, and the configuration with which the kubelet asks it about a registry.</summary>
    /// <param name="pattern">The pattern of matchImages.</param>
    /// <param name="script">The script that the program runs; the request is in the variable <c>request</c>.</param>
    /// <param name="version">The version of the protocol.</param>
    public void Provide(string pattern, string script, string version = "v1")
    {
        Write("var/lib/kubelet/credential-provider-config.yaml", $"""
            apiVersion: kubelet.config.k8s.io/v1
            kind: CredentialProviderConfig
            providers:
              - name: test-credential-provider
                matchImages:
                  - "*.azurecr.example"
                  - "{pattern}"
                defaultCacheDuration: "10m"
                apiVersion: credentialprovider.kubelet.k8s.io/{version}
                args:
                  - /etc/kubernetes/azure.json
                env:
                  - name: ANSWER_VERSION
                    value: credentialprovider.kubelet.k8s.io/{version}
            """);
        WriteProgram(script);
    }

    /// <summary>Writes the program of the credential provider.</summary>
    public void WriteProgram(string script)
    {
        string program = Write($"{Providers}/test-credential-provider", $"#!/bin/sh\nrequest=$(cat)\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>A script that answers as a credential provider does, if the request is one of the kubelet's for the registry.</summary>
    public static string Answering(string registry, string key, string user, string password)
    {
        string auth = "{\"" + key + "\":{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}}";
        return $$"""
            case "$request" in
                '{"kind":"CredentialProviderRequest","apiVersion":"'"$ANSWER_VERSION"'","image":"{{registry}}/'*) ;;
                *) echo "unexpected request: $request" >&2; exit 3 ;;
            esac
            cat <<END
            {"kind":"CredentialProviderResponse","apiVersion":"$ANSWER_VERSION","cacheKeyType":"Registry","cacheDuration":"0s","auth":{{auth}} }
            END
            """;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
