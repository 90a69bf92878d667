using System.Globalization;
using System.Management.Automation;
using System.Net;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Names;

/// <summary>
/// The operating system's resolver cannot be told to stop: however many runs end while it waits for a server that says nothing, it keeps
/// one thread, and that only until it gives up. ACRHEALTH_STOP_RUNS says how many (fifty in CI).
/// </summary>
public sealed class StoppedLookupTests
{
    private const string Server = "127.53.0.5";
    private const string Host = "registry.silent.test";
    private const int DefaultRuns = 10;

    // The resolver's, DnsClient's timer, and what the pool adds of its own.
    private const int MoreThreads = 6;
    private const int MoreSockets = 2;

    private static int Runs =>
        Environment.GetEnvironmentVariable("ACRHEALTH_STOP_RUNS") is { Length: > 0 } runs ? int.Parse(runs, CultureInfo.InvariantCulture) : DefaultRuns;

    [Theory]
    [InlineData("Stop", "-TimeoutSeconds 120")]
    [InlineData("Break", "-TimeoutSeconds 120 | ForEach-Object { $_; while ($true) { [Threading.Thread]::Sleep(20); if (Asked) { break run } } }")]
    [InlineData("TimeOut", "-TimeoutSeconds 1")]
    public async Task Runs_that_end_while_a_name_is_looked_up_leave_no_thread_each(string way, string rest)
    {
        using var server = new OddDnsServer(IPAddress.Parse(Server), (_, _) => null);
        using var sandbox = new NameSandbox(new() { Server = Server });
        int runs = way == "TimeOut" ? Math.Min(Runs, DefaultRuns) : Runs;
        string script =
            $$"""
            & {
                $state = [initialsessionstate]::CreateDefault2()
                $asked = "function Asked { [IO.File]::ReadAllText('/proc/self/net/udp') -match ':0035 01' }"
                . ([scriptblock]::Create($asked))
                function End-Run {
                    $shell = [powershell]::Create($state)
                    $null = $shell.AddScript("$asked; Import-Module '{{ModuleEngine.ModulePath}}'; :run do { Test-AcrHealth {{Host}} -Anonymous -Check Dns " + '{{rest}}' + ' } until ($true)')
                    $output = [Management.Automation.PSDataCollection[psobject]]::new()
                    $run = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]$null, $output)
                    if ('{{way}}' -eq 'Stop') {
                        while ($output.Count -eq 0 -or -not (Asked)) { [Threading.Thread]::Sleep(20) }
                        $shell.Stop()
                    }
                    else { $shell.EndInvoke($run) }
                    $shell.Dispose()
                }
                function Threads { [Diagnostics.Process]::GetCurrentProcess().Threads.Count }
                function Sockets { ([regex]::Matches([IO.File]::ReadAllText('/proc/self/net/udp'), ':0035 01')).Count }
                $null = End-Run
                $before = Threads
                foreach ($i in 1..{{runs}}) { $null = End-Run }
                $until = [DateTime]::UtcNow.AddSeconds(2)
                while ([DateTime]::UtcNow -lt $until -and (Threads) -gt $before + {{MoreThreads}}) { [Threading.Thread]::Sleep(50) }
                [pscustomobject]@{ Before = $before; After = Threads; Sockets = Sockets }
            }
            """;

        PSObject counted = Assert.Single(await sandbox.RunAsync(script));

        Assert.NotEmpty(server.Asked);
        Assert.InRange(Number("After"), 1, Number("Before") + MoreThreads);
        Assert.InRange(Number("Sockets"), 0, MoreSockets);

        int Number(string name) => (int)counted.Properties[name].Value;
    }
}
