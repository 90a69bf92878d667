using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Names;

/// <summary>One run of the module, over all names of the tests, with a DNS server that answers each in its own odd way.</summary>
public sealed class OddServerRun : IAsyncLifetime
{
    public const string Server = "127.53.0.3";
    public const int TimeoutSeconds = 4;

    // glibc sorts addresses by how much they have in common with this machine's own: the dead ones come first.
    public const string Refusing = "127.0.0.2";
    public const string Silent = "127.0.0.3";
    public const string Living = "127.53.0.20";

    private static readonly Dictionary<string, Func<bool, DnsReply?>> Names = new()
    {
        ["servfail.odd.test"] = _ => new() { Code = 2 },
        ["refused.odd.test"] = _ => new() { Code = 5 },
        ["empty.odd.test"] = _ => DnsReply.Nothing,
        ["silent.odd.test"] = _ => null,
        ["late.odd.test"] = _ => new DnsReply { Delay = TimeSpan.FromSeconds(TimeoutSeconds + 2) }.WithAddresses("late.odd.test", Living),
        ["slow.odd.test"] = _ => new DnsReply { Delay = TimeSpan.FromSeconds(1) }.WithAddresses("slow.odd.test", Living),
        ["garbage.odd.test"] = _ => new() { Garbage = [0x85, 0x80, 0, 1, 0, 9, 0, 0, 0, 0, 0xc0, 0x0c, 0xc0, 0x0e, 63, 1] },
        ["truncated.odd.test"] = overTcp => overTcp ? DnsReply.Nothing.WithAddresses("truncated.odd.test", Living) : new() { Truncated = true },
        ["onlyudp.odd.test"] = overTcp => overTcp ? null : new DnsReply { Truncated = true },
        ["circle.odd.test"] = _ => DnsReply.Nothing
            .WithAlias("circle.odd.test", "round.odd.test").WithAlias("round.odd.test", "about.odd.test").WithAlias("about.odd.test", "circle.odd.test"),
        ["dangling.odd.test"] = _ => new DnsReply { Code = 3 }.WithAlias("dangling.odd.test", "dangling.privatelink.azurecr.io"),
        ["painted.odd.test"] = _ => DnsReply.Nothing
            .WithAlias("painted.odd.test", "r0.\u001b[31mred.cloudapp.azure.com").WithAddresses("r0.\u001b[31mred.cloudapp.azure.com", Living),
        ["several.odd.test"] = _ => DnsReply.Nothing.WithAddresses("several.odd.test", Refusing, Silent, Living),
    };

    private static readonly string[] Slow = ["silent.odd.test", "late.odd.test", "slow.odd.test", "onlyudp.odd.test"];

    private readonly List<CheckResult> _results = [];
    private Exception? _problem;

    public async ValueTask InitializeAsync()
    {
        try
        {
            using var living = new TcpListener(IPAddress.Parse(Living), 0);
            living.Start();
            int port = ((IPEndPoint)living.LocalEndpoint).Port;
            using var full = new FullListener(new(IPAddress.Parse(Silent), port));
            using var server = new OddDnsServer(IPAddress.Parse(Server), (question, overTcp) => Names.TryGetValue(question.Name, out var answer) ? answer(overTcp) : new() { Code = 3 });
            using var sandbox = new NameSandbox(new() { Server = Server });
            _results.AddRange(await sandbox.CheckAsync(
                Names.Keys.Except(Slow).Select(name => $"{name}:{port}"),
                Slow.Select(name => $"{name}:{port}"),
                $"-Check Tls -TimeoutSeconds {TimeoutSeconds}"));
            Port = port;
        }
        catch (Exception exception)
        {
            // Told by each test, as its own reason to fail or to be skipped.
            _problem = exception;
        }
    }

    public int Port { get; private set; }

    /// <summary>Returns the result of a check for a name.</summary>
    public CheckResult Check(string check, string name)
    {
        if (_problem is not null)
        {
            ExceptionDispatchInfo.Throw(_problem);
        }

        return _results.Single(result => result.Check == check && result.Registry == $"{name}:{Port}");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
