using System.Management.Automation;
using AcrHealth.Integration.Tests.Names;
using AcrHealth.Simulator;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Parity;

/// <summary>Our module, in a process to which localhost is an IPv6 address and nothing else.</summary>
internal sealed class SandboxedModule(AzureSimulator azure, TemporaryDirectory directory) : IDisposable
{
    private readonly NameSandbox _sandbox = new(new() { Server = "127.0.0.1", Localhost = "::1", Sources = "files" });
    private readonly string _authority = azure.WriteCertificateAuthority(directory.Under("authority-6.pem"));

    public async Task<OurOutcome> RunAsync(Comparison comparison)
    {
        string check = $"Test-AcrHealth {azure[comparison.Fault].LoginServer} -CACertificate '{_authority}' -AccessToken $token -Force -TimeoutSeconds 5";
        IReadOnlyList<PSObject> output = await _sandbox.RunAsync(
            $$"""
            & {
                $env:PATH = '{{comparison.ProgramsIn(directory)}}'
                $token = [Net.NetworkCredential]::new('', '{{azure.Identity.IssueEntraToken()}}').SecurePassword
                $null = {{check}}
                $started = [Diagnostics.Stopwatch]::StartNew()
                {{check}}
                $started.Elapsed
            }
            """);
        return new([.. output.SkipLast(1).Select(result => new CheckResult(result))], (TimeSpan)output[^1].BaseObject);
    }

    public void Dispose() => _sandbox.Dispose();
}
