using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Programs;

/// <summary>skopeo, which moves images without an engine, at home in a directory of its own.</summary>
internal sealed class Skopeo
{
    private readonly string _path = Installed.OrSkip("skopeo", "skopeo");
    private readonly (string Name, string? Value)[] _variables;

    public Skopeo(string home)
    {
        string authentication = Path.Combine(Directory.CreateDirectory(home).FullName, "auth.json");
        File.WriteAllText(authentication, "{}");
        _variables =
        [
            ("HOME", home), ("TMPDIR", home), ("XDG_RUNTIME_DIR", null), ("XDG_CONFIG_HOME", null), ("REGISTRY_AUTH_FILE", authentication),
        ];
    }

    public Task<CommandResult> RunAsync(params IEnumerable<string> arguments) => Command.RunAsync(_path, ["--insecure-policy", .. arguments], _variables);

    public Task<string> SucceedAsync(params IEnumerable<string> arguments) => Command.SucceedAsync(_path, ["--insecure-policy", .. arguments], _variables);
}
