using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AcrHealth.Programs;

/// <summary>
/// A program and all its descendants, which are terminated together. On Linux a variable in their environment marks them, which also finds
/// those that left the tree (a parent that exited, a session of their own); on Windows they are in one job; elsewhere parent ids define the tree.
/// </summary>
internal sealed class ProcessTree
{
    /// <summary>The variable that marks a program's descendants; its value is unique to the run.</summary>
    public const string MarkVariable = "ACRHEALTH_PROGRAM";

    // A process that is being terminated disappears within moments, unless the kernel is waiting for a device.
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    private const int LastLooks = 5;

    // These signals terminate this process, unless it handles them, and raise no ProcessExit.
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    // These trees are terminated with this process if it is stopped while they run.
    private static readonly ConcurrentDictionary<ProcessTree, bool> Running = new();

    private readonly Process _process;
    private readonly string _mark = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private PosixSignalRegistration[] _signals = [];
    private WindowsJob? _job;

    static ProcessTree()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            foreach (ProcessTree tree in Running.Keys)
            {
                tree.EndAtOnce();
            }
        };
    }

    /// <param name="process">The program, not yet started.</param>
    public ProcessTree(Process process)
    {
        _process = process;
        process.StartInfo.Environment[MarkVariable] = _mark;
    }

    /// <exception cref="Win32Exception">The operating system could not start it.</exception>
    public void Start()
    {
        Running.TryAdd(this, true);
        _signals = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, _ => EndAtOnce()))];
        try
        {
            _process.Start();
        }
        catch (Win32Exception)
        {
            Forget();
            throw;
        }

        if (OperatingSystem.IsWindows())
        {
            _job = WindowsJob.Of(_process);
        }
    }

    /// <summary>Terminates the program and all its descendants, repeatedly until none is left.</summary>
    public async Task EndAsync()
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            while (KillAll() && Stopwatch.GetElapsedTime(started) < EndTime)
            {
                await Task.Delay(BetweenLooks, CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            Forget();
        }
    }

    private void Forget()
    {
        Running.TryRemove(this, out _);
        foreach (PosixSignalRegistration signal in _signals)
        {
            signal.Dispose();
        }
    }

    private void EndAtOnce()
    {
        for (int look = 0; look < LastLooks && KillAll(); look++)
        {
            // The next iteration finds processes that were started after the list was read.
        }
    }

    /// <summary>Terminates the processes that the tree has at the moment, and returns whether there were any.</summary>
    private bool KillAll()
    {
        // The tree is read before any process is terminated: a child loses its parent id when the parent exits.
        bool isRunning = !HasExited();
        IReadOnlyCollection<int> descendants = OperatingSystem.IsLinux()
            ? LinuxProcesses.DescendantsOf(isRunning ? _process.Id : null, $"{MarkVariable}={_mark}")
            : [];
        if (isRunning)
        {
            Kill(_process, entireTree: !OperatingSystem.IsLinux());
        }

        if (OperatingSystem.IsWindows())
        {
            _job?.Dispose();
        }

        foreach (int id in descendants)
        {
            Kill(id);
        }

        return isRunning || descendants.Count > 0;
    }

    private bool HasExited()
    {
        try
        {
            return _process.HasExited;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            Kill(process, entireTree: false);
        }
        catch (ArgumentException)
        {
            // The process exited by itself.
        }
    }

    private static void Kill(Process process, bool entireTree)
    {
        try
        {
            process.Kill(entireTree);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // The process exited before it could be terminated, or belongs to another user by now.
        }
    }
}
