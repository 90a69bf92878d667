using System.Diagnostics;
using System.Globalization;
using System.Text;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Programs;

/// <summary>A variable that every process started from here inherits, whoever starts it in turn, and by which those that are left are found.</summary>
internal sealed class ProcessMark : IDisposable
{
    private const string Name = "ACRHEALTH_TEST_MARK";

    // A process that was killed disappears as soon as the system has cleaned it up.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly string _value = Guid.NewGuid().ToString("N");
    private readonly EnvironmentScope _environment;

    public ProcessMark()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no /proc to look into.");
        _environment = new((Name, _value));
    }

    /// <summary>Asserts that no process is left that was started since.</summary>
    public async Task AssertNoneLeftAsync()
    {
        long started = Stopwatch.GetTimestamp();
        while (Living().Length > 0 && Stopwatch.GetElapsedTime(started) < Timeout)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }

        Assert.Empty(Living());
    }

    /// <summary>The process ids and commands of those that are there.</summary>
    public string[] Living() => [.. Directory.EnumerateDirectories("/proc").Where(IsMarked).Select(Describe)];

    public void Dispose() => _environment.Dispose();

    // This process got its own before the mark was set.
    private bool IsMarked(string process) =>
        int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out _) && Read(process, "environ").Contains($"{Name}={_value}", StringComparison.Ordinal);

    private static string Describe(string process) => $"{Path.GetFileName(process)}: {Read(process, "cmdline").Replace('\0', ' ')}";

    private static string Read(string process, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(process, file)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile.
            return string.Empty;
        }
    }
}
