using System.Diagnostics;

namespace AcrHealth.Testing;

/// <summary>Runs programs to their end. One that does not end in time is killed, and fails the test: it must not hold up all the others.</summary>
public static class Command
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>The variables of the build or the test run that started these tests, each removed: they must not affect another build.</summary>
    public static IEnumerable<(string Name, string? Value)> WithoutBuild => Environment.GetEnvironmentVariables().Keys.Cast<string>()
        .Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
        .Select(name => (name, (string?)null));

    public static Task<CommandResult> RunAsync(
        string path, IEnumerable<string> arguments, IEnumerable<(string Name, string? Value)>? environment = null, string? input = null, TimeSpan? deadline = null) =>
        RunAsync(StartInfo(path, arguments, environment), input, deadline);

    /// <summary>Runs a program as it is described, with its streams redirected to us.</summary>
    public static async Task<CommandResult> RunAsync(ProcessStartInfo start, string? input = null, TimeSpan? deadline = null)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task exit = process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await BoundAsync(process, Task.WhenAll(WriteAsync(process, input), exit, output, error), deadline);
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Runs a program that has to succeed, and gives its output.</summary>
    public static async Task<string> SucceedAsync(
        string path, IEnumerable<string> arguments, IEnumerable<(string Name, string? Value)>? environment = null, string? input = null)
    {
        CommandResult result = await RunAsync(path, arguments, environment, input);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"{Path.GetFileName(path)} ended with {result.ExitCode}: {result.Error}{result.Output}");
    }

    /// <summary>Waits until a program has ended.</summary>
    public static Task WaitAsync(Process process, TimeSpan? deadline = null) =>
        BoundAsync(process, process.WaitForExitAsync(TestContext.Current.CancellationToken), deadline);

    /// <summary>Sends a signal to a program.</summary>
    public static Task SignalAsync(Process process, string signal) => SucceedAsync("kill", ["-s", signal, $"{process.Id}"]);

    /// <summary>Makes a program heed signals: a test run in the background or below nohup ignores some, and hands that on.</summary>
    public static void HeedSignals(ProcessStartInfo start)
    {
        // env --default-signal is GNU's.
        if (OperatingSystem.IsLinux())
        {
            start.ArgumentList.Insert(0, start.FileName);
            start.ArgumentList.Insert(0, "--default-signal=HUP,INT,TERM");
            start.FileName = "env";
        }
    }

    /// <summary>Describes the start of a program: without a shell, with its streams redirected to us, and with variables of its own.</summary>
    public static ProcessStartInfo StartInfo(string path, IEnumerable<string> arguments, IEnumerable<(string Name, string? Value)>? environment)
    {
        var info = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment ?? [])
        {
            // Null removes it.
            info.Environment[name] = value;
        }

        return info;
    }

    private static async Task BoundAsync(Process process, Task work, TimeSpan? deadline)
    {
        try
        {
            await work.WaitAsync(deadline ?? Deadline, TestContext.Current.CancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task WriteAsync(Process process, string? input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading.
        }
    }
}
