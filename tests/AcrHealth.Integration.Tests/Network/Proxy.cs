using AcrHealth.Integration.Tests.Programs;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Network;

/// <summary>A third-party proxy.</summary>
internal sealed class Proxy : IDisposable
{
    private readonly BackgroundProgram _program;
    private readonly string? _log;

    private Proxy(BackgroundProgram program, int port, string? log = null)
    {
        _program = program;
        _log = log;
        Authority = $"127.0.0.1:{port}";
    }

    public string Authority { get; }

    /// <summary>Its URL, as results show it.</summary>
    public string Url => $"http://{Authority}";

    /// <summary>Its log of its requests.</summary>
    public string Log => _log is null ? _program.Said : File.ReadAllText(_log);

    /// <summary>tinyproxy, which passes everything that <paramref name="settings"/> do not keep from it.</summary>
    public static async Task<Proxy> StartTinyproxyAsync(TemporaryDirectory directory, params string[] settings)
    {
        string path = Installed.OrSkip("tinyproxy", "tinyproxy");
        int port = LoopbackPorts.Free();
        string file = directory.Write(
            $"tinyproxy-{port}.conf",
            string.Join('\n', ["Listen 127.0.0.1", $"Port {port}", "Allow 127.0.0.1", "LogLevel Connect", "Timeout 60", .. settings, string.Empty]));
        return new(await StartAsync(path, ["-d", "-c", file], port), port);
    }

    /// <summary>squid, which looks names up in <paramref name="hosts"/>, lines of a hosts file, first.</summary>
    public static async Task<Proxy> StartSquidAsync(TemporaryDirectory directory, string hosts, params string[] rules)
    {
        string path = Installed.OrSkip("squid", "squid");
        int port = LoopbackPorts.Free();

        // It gives up root for a user of its own, who has to be able to write here.
        string home = directory.Make($"squid-{port}");
        const UnixFileMode Everyone = (UnixFileMode)0b111_111_111;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory.Path, Everyone);
            File.SetUnixFileMode(home, Everyone);
        }

        string file = directory.Write(
            $"squid-{port}.conf",
            string.Join(
                '\n',
                [
                    $"http_port 127.0.0.1:{port}",
                    $"pid_filename {home}/pid",
                    $"cache_log {home}/cache.log",
                    $"access_log stdio:{home}/access.log",
                    $"coredump_dir {home}",
                    $"hosts_file {directory.Write($"hosts-{port}", hosts)}",
                    "cache deny all",
                    "shutdown_lifetime 0 seconds",
                    .. rules,
                    "http_access allow all",
                    string.Empty,
                ]));
        return new(await StartAsync(path, ["-N", "-n", $"acrhealth{port}", "-f", file], port), port, Path.Combine(home, "access.log"));
    }

    /// <summary>mitmproxy, which opens every connection and shows a certificate of its own authority, whose file is in <paramref name="home"/>.</summary>
    public static async Task<Proxy> StartMitmproxyAsync(string home)
    {
        string path = Installed.OrSkip("mitmdump", "mitmproxy");
        int port = LoopbackPorts.Free();
        string[] arguments = ["--listen-host", "127.0.0.1", "--listen-port", $"{port}", "--set", $"confdir={home}", "--ssl-insecure"];
        return new(await StartAsync(path, arguments, port), port);
    }

    public string UrlWith(string user, string password) => $"http://{user}:{Uri.EscapeDataString(password)}@{Authority}";

    public void Dispose() => _program.Dispose();

    private static Task<BackgroundProgram> StartAsync(string path, string[] arguments, int port) =>
        BackgroundProgram.StartAsync(path, arguments, [("https_proxy", null), ("HTTPS_PROXY", null)], _ => LoopbackPorts.Listens(port));
}
