using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace AcrHealth.Programs;

/// <summary>Runs programs without a shell, with a deadline, and leaves none behind.</summary>
internal static class ProgramRunner
{
    // A child of the program can keep its pipes open after the program itself has ended.
    private static readonly TimeSpan PipeGrace = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs the program until it ends or <paramref name="cancellation"/> says so, then ends it with its children.</summary>
    /// <param name="path">The program's full path.</param>
    /// <param name="arguments">Its arguments, as it gets them.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="input">What it finds on its standard input, in UTF-8; far less than a pipe holds.</param>
    public static async Task<ProgramRun> RunAsync(string path, IEnumerable<string> arguments, CancellationToken cancellation, string input = "")
    {
        long started = Stopwatch.GetTimestamp();
        using var process = new Process { StartInfo = StartInfo(path, arguments) };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            return new(null, string.Empty, string.Empty, exception.Message, false, Stopwatch.GetElapsedTime(started));
        }

        Give(process, input);
        var output = new CappedOutput(process.StandardOutput, keepEnd: false);
        var error = new CappedOutput(process.StandardError, keepEnd: true);
        bool timedOut = false;
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            timedOut = true;
            End(process);
        }

        await Task.WhenAny(Task.WhenAll(output.Completion, error.Completion), Task.Delay(PipeGrace, CancellationToken.None)).ConfigureAwait(false);
        return new(timedOut ? null : process.ExitCode, output.Text, error.Text, null, timedOut, Stopwatch.GetElapsedTime(started));
    }

    private static ProcessStartInfo StartInfo(string path, IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo(path)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        return info;
    }

    private static void Give(Process process, string input)
    {
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It did not want to read it, or has ended before it could.
        }
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself between our decision and the deed.
        }
    }
}
