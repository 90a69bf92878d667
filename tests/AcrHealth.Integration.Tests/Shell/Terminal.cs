using System.Diagnostics;
using System.Text;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Shell;

/// <summary>A program in a terminal whose keys the test presses.</summary>
internal sealed class Terminal : IDisposable
{
    private const string CursorQuestion = "\u001b[6n";
    private const string CursorAnswer = "\u001b[1;1R";
    private const string Interrupt = "\u0003";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _shown = new();
    private readonly Lock _keys = new();

    /// <param name="command">The program and its arguments, as a shell reads them.</param>
    /// <param name="environment">Its variables; null removes one.</param>
    public Terminal(string command, IEnumerable<(string Name, string? Value)> environment)
    {
        _process = Process.Start(Command.StartInfo(Installed.OrSkip("script", "bsdutils"), ["-qfec", command, "/dev/null"], environment))!;
        _process.StandardInput.AutoFlush = true;
        _ = ReadAsync();
    }

    /// <summary>All that it has shown.</summary>
    public string Shown
    {
        get
        {
            lock (_shown)
            {
                return _shown.ToString();
            }
        }
    }

    public void Type(string line) => Send(line + '\r');

    public void PressCtrlC() => Send(Interrupt);

    /// <summary>Waits until it has shown a text after so many characters, and gives what it has shown then.</summary>
    public async Task<string> WaitForAsync(string text, int after = 0)
    {
        await Eventually.HoldsAsync(() => Shown[after..].Contains(text, StringComparison.Ordinal), Timeout, () => $"It never showed '{text}', but: {Shown[after..]}");
        return Shown;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    // Keys are pressed by the test, and answers given by the reader.
    private void Send(string keys)
    {
        lock (_keys)
        {
            _process.StandardInput.Write(keys);
        }
    }

    private async Task ReadAsync()
    {
        char[] buffer = new char[4096];
        string tail = string.Empty;
        int count;
        while ((count = await _process.StandardOutput.ReadAsync(buffer)) > 0)
        {
            string text = new(buffer, 0, count);
            lock (_shown)
            {
                _shown.Append(text);
            }

            // The console asks the terminal where its cursor is, and waits for the answer before it reads keys. A question may come in two parts.
            string unanswered = tail + text;
            int questions = unanswered.Split(CursorQuestion).Length - 1;
            for (int i = 0; i < questions; i++)
            {
                Send(CursorAnswer);
            }

            tail = unanswered[Math.Max(0, unanswered.Length - CursorQuestion.Length + 1)..];
        }
    }
}
