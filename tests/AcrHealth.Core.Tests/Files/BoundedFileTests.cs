using System.Diagnostics;
using AcrHealth.Files;

namespace AcrHealth.Core.Tests.Files;

public sealed class BoundedFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(BoundedFile.MaximumLength)]
    public void A_file_is_read_whole(int length)
    {
        string path = Write(length);

        Assert.Equal(length, BoundedFile.ReadAllBytes(path).Length);
        BoundedFile.Check(path);
    }

    [Fact]
    public void A_file_that_is_longer_is_not_read() => AssertRefused(Write(BoundedFile.MaximumLength + 1), "larger than 4 MiB");

    [Fact]
    public void A_file_whose_length_is_not_told_is_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux's /proc.");

        Assert.NotEmpty(BoundedFile.ReadAllBytes("/proc/self/status"));
    }

    [Fact]
    public void A_device_without_end_is_not_read()
    {
        Assert.SkipUnless(UnixFile.IsSupported, "Unix has such devices.");
        string link = Path.Combine(_directory.Path, "link");
        File.CreateSymbolicLink(link, "/dev/zero");

        Assert.Throws<IOException>(() => BoundedFile.ReadAllBytes(link));
        Assert.Throws<IOException>(() => BoundedFile.Check(link));
    }

    // Opened as the runtime does, it would keep this test, and a thread, for good.
    [Fact]
    public void A_FIFO_that_nobody_writes_is_refused_at_once()
    {
        Assert.SkipUnless(UnixFile.IsSupported, "Unix has FIFOs.");

        AssertRefused(Fifo(), "not a regular file");
        Assert.Null(UnixFile.OpenWrite(Fifo()));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error()
    {
        Assert.SkipUnless(UnixFile.IsSupported, "Elsewhere the runtime opens it.");

        Assert.Throws<IOException>(() => BoundedFile.ReadAllBytes(Path.Combine(_directory.Path, "none")));
    }

    public void Dispose() => _directory.Dispose();

    private static void AssertRefused(string path, string says)
    {
        Assert.Contains(says, Assert.Throws<IOException>(() => BoundedFile.ReadAllBytes(path)).Message, StringComparison.Ordinal);
        Assert.Contains(says, Assert.Throws<IOException>(() => BoundedFile.Check(path)).Message, StringComparison.Ordinal);
    }

    private string Write(int length)
    {
        string path = Path.Combine(_directory.Path, "file");
        File.WriteAllBytes(path, new byte[length]);
        return path;
    }

    private string Fifo()
    {
        string path = Path.Combine(_directory.Path, $"fifo-{Guid.NewGuid()}");
        using Process made = Process.Start("mkfifo", [path]);
        made.WaitForExit();
        return path;
    }
}
