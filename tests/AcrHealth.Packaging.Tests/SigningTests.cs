using AcrHealth.Testing;
using YamlDotNet.RepresentationModel;

namespace AcrHealth.Packaging.Tests;

/// <summary>The Authenticode signature of a release: made if a certificate is configured, and its absence is stated if not.</summary>
public sealed class SigningTests(Packages packages)
{
    private const string Certificate = "SIGNING_CERTIFICATE";

    [Fact]
    public void Only_the_step_that_packs_gets_the_certificate_and_it_runs_on_Windows()
    {
        YamlMappingNode[] jobs = [.. ((YamlMappingNode)Workflow()["jobs"]).Children.Values.Cast<YamlMappingNode>().Where(job => job.Children.ContainsKey("steps"))];
        (YamlMappingNode Job, YamlMappingNode Step)[] given =
        [
            .. from job in jobs
               from step in Steps(job)
               where Environment(step).Any(entry => entry.Value.Contains("secrets.SIGNING_", StringComparison.Ordinal) && !entry.Value.Contains("!= ''", StringComparison.Ordinal))
               select (job, step),
        ];

        (YamlMappingNode owner, YamlMappingNode pack) = Assert.Single(given);
        Assert.Equal("windows-latest", owner["runs-on"].ToString());
        Assert.Contains("-t:PackModule", pack["run"].ToString(), StringComparison.Ordinal);
        Assert.Contains("-p:SignModule=\"$SIGN\"", pack["run"].ToString(), StringComparison.Ordinal);
        Assert.Equal("${{ steps.signing.outputs.sign }}", Environment(pack)["SIGN"]);
        Assert.Equal($"${{{{ secrets.{Certificate} }}}}", Environment(pack)[Certificate]);
        Assert.Equal("${{ secrets.SIGNING_PASSWORD }}", Environment(pack)["SIGNING_PASSWORD"]);
        Assert.Equal("${{ secrets.SIGNING_CERTIFICATE != '' }}", Environment(Statement())["CONFIGURED"]);
    }

    [Theory]
    [InlineData("true", "are signed with Authenticode", false)]
    [InlineData("false", "are NOT signed with Authenticode", true)]
    public async Task The_summary_and_the_notes_state_whether_it_is_signed(string configured, string statement, bool warns)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The step is a script for bash, which Windows may not have.");
        string folder = packages.NewFolder(Guid.NewGuid().ToString());

        string output = await BuildCommand.SucceedAsync(
            folder,
            "bash",
            ["-e", "-o", "pipefail", "-c", Statement()["run"].ToString()],
            ("CONFIGURED", configured),
            ("GITHUB_OUTPUT", Path.Combine(folder, "output")),
            ("GITHUB_STEP_SUMMARY", Path.Combine(folder, "summary")));

        Assert.Equal($"sign={configured}", (await ReadAsync(folder, "output")).Trim());
        Assert.Contains(statement, await ReadAsync(folder, "summary"), StringComparison.Ordinal);
        Assert.Equal(await ReadAsync(folder, "summary"), await ReadAsync(folder, "signature.md"));
        Assert.Equal(warns, output.Contains("::warning", StringComparison.Ordinal));
        Assert.Contains(
            Steps((YamlMappingNode)((YamlMappingNode)Workflow()["jobs"])["pack"]),
            step => step.Children.TryGetValue("run", out YamlNode? run) && run.ToString().Contains("cat signature.md; } > out/packages/release-notes.md", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Valid", 0)]
    [InlineData("HashMismatch", 1)]
    public async Task The_script_signs_what_has_no_signature_and_fails_if_it_cannot(string status, int exitCode)
    {
        string folder = packages.NewFolder(Guid.NewGuid().ToString());
        string[] files = ["AcrHealth.psd1", "AcrHealth.dll", "AcrHealth.types.ps1xml", "signed.dll", "LICENSE"];
        foreach (string file in files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), file, TestContext.Current.CancellationToken);
        }

        // Functions go before cmdlets, which only Windows has for this.
        string script = $$"""
            function global:Get-AuthenticodeSignature { param($LiteralPath) @{ Status = (Split-Path -Leaf $LiteralPath) -eq 'signed.dll' ? 'Valid' : 'NotSigned' } }
            function global:Set-AuthenticodeSignature { param($LiteralPath, $Certificate, $HashAlgorithm, $IncludeChain, $TimestampServer)
                @{ Status = $Certificate.HasPrivateKey -and $HashAlgorithm -eq 'SHA256' -and $TimestampServer ? '{{status}}' : 'UnknownError' } }
            $key = [System.Security.Cryptography.RSA]::Create(2048)
            $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=test', $key, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
            $made = $request.CreateSelfSigned([DateTimeOffset]::UtcNow, [DateTimeOffset]::UtcNow.AddHours(1))
            $env:SIGNING_PASSWORD = 'a password'
            $env:SIGNING_CERTIFICATE = [Convert]::ToBase64String($made.Export('Pfx', $env:SIGNING_PASSWORD))
            try { & '{{Path.Combine(Sources.Root, "src", "AcrHealth", "Sign-Module.ps1")}}' -Path '{{folder}}' } catch { "$_"; exit 1 }
            """;
        CommandResult result = await BuildCommand.RunAsync(
            folder, "dotnet", [PowerShellProgram.Assembly, "-NoProfile", "-NonInteractive", "-Command", script], ("HOME", folder), ("POWERSHELL_TELEMETRY_OPTOUT", "1"));

        Assert.Equal(exitCode, result.ExitCode);
        string[] signed = [.. result.Output.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.StartsWith("Signed ", StringComparison.Ordinal)).Select(line => line[7..]).Order(StringComparer.Ordinal)];
        Assert.Equal(exitCode == 0 ? ["AcrHealth.dll", "AcrHealth.psd1", "AcrHealth.types.ps1xml"] : [], signed);
    }

    private static YamlMappingNode Statement() =>
        Steps((YamlMappingNode)((YamlMappingNode)Workflow()["jobs"])["pack"]).Single(step => step.Children.TryGetValue("id", out YamlNode? id) && id.ToString() == "signing");

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode job) => ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>();

    private static Dictionary<string, string> Environment(YamlMappingNode step) => step.Children.TryGetValue("env", out YamlNode? environment)
        ? ((YamlMappingNode)environment).Children.ToDictionary(entry => entry.Key.ToString(), entry => entry.Value.ToString())
        : [];

    private static YamlMappingNode Workflow()
    {
        YamlStream stream = [];
        using StreamReader reader = new(Path.Combine(ModuleEngine.RepositoryRoot, ".github", "workflows", "release.yml"));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static Task<string> ReadAsync(string folder, string file) => File.ReadAllTextAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken);
}
