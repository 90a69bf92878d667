using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace AcrHealth.Programs;

/// <summary>Runs programs without a shell, with a deadline, and terminates them with all their descendants.</summary>
internal static class ProgramRunner
{
    // A descendant can keep the program's pipes open after the program itself has exited.
    private static readonly TimeSpan PipeGrace = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Runs the program until it exits or <paramref name="cancellationToken"/> is cancelled. When the task completes, the program, its
    /// descendants and the pipes to them are gone.
    /// </summary>
    /// <param name="path">The program's full path.</param>
    /// <param name="arguments">Its arguments, unchanged.</param>
    /// <param name="cancellationToken">Terminates the program.</param>
    /// <param name="input">The text for its standard input, in UTF-8; far less than a pipe holds.</param>
    /// <param name="workingDirectory">The directory that it runs in; null for this session's.</param>
    /// <param name="environment">Variables that it gets in addition to this session's.</param>
    /// <param name="outputLimit">The maximum number of characters of its standard output that are kept.</param>
    public static async Task<ProgramRun> RunAsync(
        string path,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken,
        string input = "",
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environment = null,
        int outputLimit = CappedOutput.DefaultLimit)
    {
        long started = Stopwatch.GetTimestamp();
        if (cancellationToken.IsCancellationRequested)
        {
            return new(null, string.Empty, string.Empty, null, true, TimeSpan.Zero);
        }

        using var process = new Process { StartInfo = StartInfo(path, arguments, workingDirectory, environment) };
        var tree = new ProcessTree(process);
        try
        {
            tree.Start();
        }
        catch (Win32Exception exception)
        {
            return new(null, string.Empty, string.Empty, exception.Message, false, Stopwatch.GetElapsedTime(started));
        }

        using var output = new CappedOutput(process.StandardOutput, keepEnd: false, outputLimit);
        using var error = new CappedOutput(process.StandardError, keepEnd: true);
        bool timedOut = false;
        try
        {
            Give(process, input);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);

            // The rest of the program's own output is read; the later output of a descendant is not.
            await Task.WhenAny(Task.WhenAll(output.Completion, error.Completion), Task.Delay(PipeGrace, cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            timedOut = true;
        }
        finally
        {
            await tree.EndAsync().ConfigureAwait(false);
        }

        if (timedOut)
        {
            // The pipes still hold the output before the termination; their other ends are closed by now.
            await Task.WhenAny(Task.WhenAll(output.Completion, error.Completion), Task.Delay(PipeGrace, CancellationToken.None)).ConfigureAwait(false);
        }

        return new(timedOut ? null : process.ExitCode, output.Text, error.Text, null, timedOut, Stopwatch.GetElapsedTime(started))
        {
            IsOutputCut = output.IsCut,
        };
    }

    private static ProcessStartInfo StartInfo(
        string path, IEnumerable<string> arguments, string? workingDirectory, IReadOnlyDictionary<string, string>? environment)
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
            WorkingDirectory = workingDirectory ?? string.Empty,
        };
        foreach (string argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            info.Environment[name] = value;
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
            // The program did not read its input, or exited before it could.
        }
    }
}
