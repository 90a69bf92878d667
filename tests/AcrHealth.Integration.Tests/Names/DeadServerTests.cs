using System.Management.Automation;
using System.Net;
using AcrHealth.Integration.Tests.Certificates;
using AcrHealth.Integration.Tests.Registries;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Names;

/// <summary>A DNS server that is dead is no matter to a registry that the hosts file knows.</summary>
public sealed class DeadServerTests : IDisposable
{
    private const string Server = "127.53.0.4";
    private const string Host = "registry.healthy.test";
    private const string Password = "the right one";

    // DnsClient gives up after two tries of two seconds.
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(1.5);

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task A_healthy_run_is_not_slowed_by_a_DNS_server_that_never_answers()
    {
        using var authority = new TestAuthority();
        (string certificate, string key) = authority.IssueFor(Host);
        string people = await Command.SucceedAsync(Installed.OrSkip("htpasswd", "apache2-utils"), ["-n", "-i", "-B", GuardedRegistry.UserName], input: Password);
        using DockerRegistry registry = await DockerRegistry.StartGuardedAsync(
            _directory.Under("registry"), _directory.Write("server.pem", certificate), _directory.Write("server.key", key), _directory.Write("people", people));
        string port = registry.LoginServer.Split(':')[1];
        using var server = new OddDnsServer(IPAddress.Parse(Server), (_, _) => null);
        using var sandbox = new NameSandbox(new() { Server = Server, Hosts = $"127.0.0.1 {Host}" });
        string run =
            $"""
            & {'{'}
                $password = [securestring]::new(); '{Password}'.ToCharArray() | ForEach-Object {'{'} $password.AppendChar($_) {'}'}
                $person = [pscredential]::new('{GuardedRegistry.UserName}', $password)
                $check = {'{'} Test-AcrHealth '{Host}:{port}' -CACertificate '{_directory.Write("authority.pem", authority.Pem)}' -Credential $person -ExcludeCheck Docker*, Helm* {'}'}
                $null = & $check
                & $check
            {'}'}
            """;

        CheckResult[] results = [.. (await sandbox.RunAsync(run)).Select(item => new CheckResult(item))];

        Assert.Contains(results, result => result.Check == "AccessToken" && result.Status == "Passed");
        Assert.DoesNotContain(results, result => result.Status is "Failed" or "Warning");
        Assert.Equal(["127.0.0.1"], DnsRecords.Texts(results.Single(result => result.Check == "Dns").DetailOf("Addresses")));
        Assert.Null(results.Single(result => result.Check == "Dns").DetailOf("Explanation"));
        Assert.NotEmpty(server.Asked);
        DateTime[] starts = [.. results.Select(Start)];
        Assert.InRange(starts.Max() - starts.Min(), TimeSpan.Zero, Prompt);
        Assert.InRange(Start(results.Single(result => result.Check == "Tls")) - Start(results.Single(result => result.Check == "Dns")), TimeSpan.Zero, Prompt);
    }

    public void Dispose() => _directory.Dispose();

    private static DateTime Start(CheckResult result) =>
        (DateTime)PSObject.AsPSObject(result.Source.Properties["StartTime"].Value).Properties["UtcDateTime"].Value;
}
