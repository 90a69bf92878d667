using System.Globalization;

namespace AcrHealth.Testing.Stopping;

/// <summary>Counts this machine's TCP connections to ports, as Linux's /proc/net lists them.</summary>
public static class Connections
{
    private static readonly string[] Tables = ["/proc/self/net/tcp", "/proc/self/net/tcp6"];

    private const string Established = "01";
    private const string Connecting = "02";

    // The fields of a line (proc(5)).
    private const int RemoteField = 2;
    private const int StateField = 3;

    /// <summary>Connections that are open at the client's end.</summary>
    public static int ToPorts(IReadOnlyCollection<int> ports) => Count(ports, Established);

    /// <summary>Connections that nobody has answered yet.</summary>
    public static int Unanswered(int port) => Count([port], Connecting);

    private static int Count(IReadOnlyCollection<int> ports, string state) =>
        Tables.Where(File.Exists).SelectMany(File.ReadAllLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(fields => fields.Length > StateField && fields[StateField] == state && ports.Contains(PortOf(fields[RemoteField])));

    private static int PortOf(string address) =>
        int.TryParse(address.AsSpan(address.LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int port) ? port : -1;
}
