using System.Diagnostics;
using System.Text;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Programs;

/// <summary>A program that runs while tests need it.</summary>
internal sealed class BackgroundProgram : IDisposable
{
    // Longer than CI may take, and an end all the same: should the test host be killed, nobody else would end it.
    private const string LongestLife = "3600";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(10);

    private readonly string _name;
    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private BackgroundProgram(string path, IEnumerable<string> arguments, IEnumerable<(string Name, string? Value)> environment)
    {
        _name = Path.GetFileName(path);
        _process = new()
        {
            StartInfo = Command.StartInfo(
                Installed.OrSkip("timeout", "coreutils"), ["--kill-after=2", LongestLife, path, .. arguments], environment),
        };
        _process.OutputDataReceived += Hear;
        _process.ErrorDataReceived += Hear;
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts a program and waits until it is ready.</summary>
    /// <param name="path">The program's path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables that are its own; null removes one.</param>
    /// <param name="isReady">Told all that it has said until now.</param>
    public static async Task<BackgroundProgram> StartAsync(
        string path, IEnumerable<string> arguments, IEnumerable<(string Name, string? Value)> environment, Func<string, bool> isReady)
    {
        var program = new BackgroundProgram(path, arguments, environment);
        long started = Stopwatch.GetTimestamp();
        while (!isReady(program.Said))
        {
            if (program._process.HasExited || Stopwatch.GetElapsedTime(started) > StartDeadline)
            {
                program.Dispose();
                throw new InvalidOperationException($"{program._name} did not start: {program.Said}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }

        return program;
    }

    /// <summary>All that it has said.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Kills it without a warning.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Ends it, and waits until it is gone.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // timeout hands the signal on, and waits for the program: nothing is left for others to reap.
            using Process kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {_process.Id}"]);
            if (!_process.WaitForExit(EndDeadline))
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            _said.AppendLine(line.Data);
        }
    }
}
