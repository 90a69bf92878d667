using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Programs;

/// <summary>Helm as its sources print its version (github.com/helm/helm: cmd/helm/version.go, pkg/cmd/version.go), and as machines have it.</summary>
public sealed class HelmTests : IDisposable
{
    private const string Warning = "echo 'WARNING: Kubernetes configuration file is group-readable. This is insecure. Location: /root/.kube/config' >&2\n";

    // Version 2 asks Tiller, in the cluster, unless it is told not to; where there is none that takes minutes.
    private const string Two = "case \"$*\" in *--client*) ;; *) exec sleep 300;; esac; echo 'Client: {0}'";
    private const string Three = "[ \"$*\" = 'version --client --short' ] || exit 2; echo '{0}'";
    private const string Four = "[ \"$*\" = 'version --short' ] || {{ echo 'Error: unknown flag: --client' >&2; exit 1; }}; echo '{0}'";

    private readonly TemporaryDirectory _bin = new();

    [Theory]
    [InlineData(Two, "v2.9.1+g20adb27", "2.9.1", "HELM_VERSION_ERROR")]
    [InlineData(Two, "v2.11.0+g2e55dbe", "2.11.0", null)]
    [InlineData(Two, "v2.17.0+ga690bad", "2.17.0", null)]
    [InlineData(Three, "v3.0.0+ge29ce2a", "3.0.0", null)]
    [InlineData(Three, "v3.14.2+gc309b6f", "3.14.2", null)]
    [InlineData(Three, "v3.14.2", "3.14.2", null)]
    [InlineData(Four, "v4.0.0+g99cd196", "4.0.0", null)]
    [InlineData(Four, "v4.1.0-rc.1+g0123456", "4.1.0", null)]
    public async Task The_version_is_read_with_and_without_warnings(string script, string prints, string version, string? code)
    {
        string helm = string.Format(System.Globalization.CultureInfo.InvariantCulture, script, prints);
        foreach (string prelude in (string[])[string.Empty, Warning])
        {
            Write(prelude + helm);

            CheckResult result = await CheckAsync();

            Assert.Equal(version, result.DetailOf("Version"));
            Assert.Equal(code, result.ErrorCode);
        }
    }

    [Fact]
    public async Task A_wrapper_script_that_says_more_and_merges_the_streams_passes()
    {
        ShellProgram.WriteOrSkip(_bin.Path, "helm-4", "[ \"$2\" = --short ] || { echo 'Error: unknown flag: --client' >&2; exit 1; }; echo v4.0.0+g99cd196");
        Write("echo 'helm of tools 1.2.3'; \"$(dirname \"$0\")/helm-4\" \"$@\" 2>&1");

        CheckResult result = await CheckAsync();

        Assert.True(result.Status == "Passed", result.ToString());
        Assert.Equal("4.0.0", result.DetailOf("Version"));
    }

    [Fact]
    public async Task A_helm_that_hangs_with_its_children_is_HELM_VERSION_ERROR_in_time_and_is_ended_with_them()
    {
        Write("sleep 300 & sleep 300; echo v3.14.2");

        CheckResult result = await CheckAsync(2);

        Assert.Equal("HELM_VERSION_ERROR", result.ErrorCode);
        Assert.Contains("2 s", result.Message, StringComparison.Ordinal);
        Assert.InRange((TimeSpan)result.Source.Properties["Duration"].Value, TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("echo v3.14.2+gc309b6f; {0}", null)]
    [InlineData("{0}; echo v3.14.2+gc309b6f", "HELM_VERSION_ERROR")]
    [InlineData("{0} >&2; echo v3.14.2+gc309b6f", null)]
    public async Task A_helm_that_prints_100_MB_is_read_at_its_beginning_and_takes_no_such_memory(string script, string? code)
    {
        Write(string.Format(System.Globalization.CultureInfo.InvariantCulture, script, "head -c 104857600 /dev/zero | tr '\\0' x"));
        GC.Collect();
        long before = GC.GetTotalMemory(forceFullCollection: true);

        CheckResult result = await CheckAsync(30);

        Assert.True(result.ErrorCode == code, result.ToString());
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 32 * 1024 * 1024);
        Assert.InRange(result.Message.Length, 1, 300);
        Assert.InRange(((string)result.DetailOf("Output")!).Length, 1, 2001);
    }

    [Fact]
    public async Task A_directory_named_helm_is_HELM_COMMAND_ERROR_that_says_so()
    {
        _bin.Make("helm");

        CheckResult result = await CheckAsync(check: "HelmCommand");

        Assert.Equal("HELM_COMMAND_ERROR", result.ErrorCode);
        Assert.Contains("is a directory", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_helm_that_is_not_executable_is_HELM_COMMAND_ERROR_that_says_so()
    {
        _bin.Write("helm", "#!/bin/sh\necho v3.14.2\n");

        CheckResult result = await CheckAsync(check: "HelmCommand");

        Assert.Equal("HELM_COMMAND_ERROR", result.ErrorCode);
        Assert.Contains("is not executable", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_helm_for_another_processor_is_HELM_VERSION_ERROR_with_the_systems_reason()
    {
        string path = _bin.Write("helm", "\u007fELF, and nothing that this machine knows");
        UnixFile.SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        CheckResult result = await CheckAsync();

        Assert.Equal("HELM_VERSION_ERROR", result.ErrorCode);
        Assert.Equal("ProgramCannotStart", result.Finding);
    }

    public void Dispose() => _bin.Dispose();

    private void Write(string script) => ShellProgram.WriteOrSkip(_bin.Path, "helm", script);

    private async Task<CheckResult> CheckAsync(int timeout = 20, string check = "HelmVersion")
    {
        using var mark = new ProcessMark();
        using var _ = new EnvironmentScope(("PATH", $"{_bin.Path}:/usr/bin:/bin"));
        using var engine = new ModuleEngine();
        CheckResult result = engine.Run("param($timeout) Test-AcrHealth -Check Helm* -TimeoutSeconds $timeout", timeout).Check(check);
        await mark.AssertNoneLeftAsync();
        return result;
    }
}
