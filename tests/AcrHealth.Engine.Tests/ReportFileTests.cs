using System.Diagnostics;
using System.Management.Automation;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>The file that a report is written to, whatever is there already.</summary>
public sealed class ReportFileTests : IDisposable
{
    private readonly ModuleEngine _engine = new();
    private readonly TemporaryDirectory _folder = new();

    [Fact]
    public void Who_reads_the_file_while_it_is_replaced_goes_on_reading_the_old_report()
    {
        string file = Write("r.prom", "old");
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

        Assert.Empty(Export(file).Errors);

        Assert.Equal("old", reader.ReadToEnd());
        Assert.StartsWith("# HELP", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void The_old_report_stays_when_the_checks_do_not_come_to_an_end()
    {
        string file = Write("r.md", "old");

        ScriptOutcome outcome = _engine.Run("param($file) & { Test-AcrHealth contoso -Check LoginServer; throw 'no' } | Export-AcrHealthReport $file", file);

        Assert.Contains("no", outcome.Terminating!.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_link_goes_on_leading_where_it_led(bool isThere)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        string target = Path.Combine(_folder, "target.md");
        string link = Path.Combine(_folder, "link.md");
        File.CreateSymbolicLink(link, "target.md");
        if (isThere)
        {
            File.WriteAllText(target, "old");
        }

        Assert.Empty(Export(link).Errors);

        Assert.Equal("target.md", new FileInfo(link).LinkTarget);
        Assert.StartsWith("## ", File.ReadAllText(target), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void A_file_is_as_open_as_it_was()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have no mode on Windows.");
        string file = Write("r.md", "old");
#pragma warning disable CA1416 // Skipped there.
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Export(file);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
#pragma warning restore CA1416
        Assert.StartsWith("## ", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/full")]
    public void A_device_is_written_to_and_never_replaced(string device)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Devices of Linux.");

        ScriptOutcome outcome = Export($"{device} -Format Markdown");

        Assert.Equal(device == "/dev/full", outcome.Terminating is not null || outcome.Errors.Count > 0);
        Assert.Equal(0, new FileInfo(device).Length);
        using var stream = new FileStream(device, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        if (device == "/dev/full")
        {
            Assert.Contains("/dev/full", outcome.Refusal, StringComparison.Ordinal);
            Assert.Throws<IOException>(() => stream.Write("x"u8));
        }
        else
        {
            stream.Write("x"u8);
            Assert.Equal(0, stream.Length);
        }
    }

    [Fact]
    public async Task A_report_goes_through_a_FIFO_to_whoever_reads_it_however_long_it_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "FIFOs of Unix.");
        string fifo = Fifo();
        Task<string> reading = Task.Run(() => File.ReadAllText(fifo), TestContext.Current.CancellationToken);

        ScriptOutcome outcome = Export($"{fifo} -Format Html");

        Assert.Empty(outcome.Errors);
        string report = await reading.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.EndsWith("</html>\n", report, StringComparison.Ordinal);
        Assert.True(report.Length > 8 * 1024);
    }

    // Opened as other files are, it would hold the pipeline's thread for good, and Ctrl+C with it.
    [Fact]
    public async Task An_export_to_a_FIFO_that_nobody_reads_can_be_stopped()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "FIFOs of Unix.");
        string fifo = Fifo();
        using var engine = new ModuleEngine(ownThread: true);
        using PowerShell shell = engine.Prepare($"Test-AcrHealth contoso -Check LoginServer | Export-AcrHealthReport '{fifo}' -Format Json");
        IAsyncResult running = shell.BeginInvoke();
        Assert.False(running.AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(2)));

        await Task.Run(shell.Stop, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    private string Write(string name, string text)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    private string Fifo()
    {
        string path = Path.Combine(_folder, "fifo");
        using Process made = Process.Start("mkfifo", [path]);
        made.WaitForExit();
        return path;
    }

    private ScriptOutcome Export(string parameters) => _engine.Run($"Test-AcrHealth contoso -Check LoginServer | Export-AcrHealthReport {parameters}");
}
