using System.Text;

namespace AcrHealth.Programs;

/// <summary>Reads the output of a program to its end, so that a full pipe never blocks it, and keeps a bounded part.</summary>
internal sealed class CappedOutput : IDisposable
{
    /// <summary>The number of characters that are kept, unless the caller needs more.</summary>
    public const int DefaultLimit = 64 * 1024;

    private readonly int _limit;
    private bool _isCut;
    private readonly StringBuilder _kept = new();
    private readonly bool _keepEnd;
    private readonly StreamReader _reader;
    private readonly CancellationTokenSource _closed = new();

    /// <param name="reader">The program's stream.</param>
    /// <param name="keepEnd">Whether its end is kept rather than its beginning.</param>
    /// <param name="limit">The maximum number of characters that are kept.</param>
    public CappedOutput(StreamReader reader, bool keepEnd, int limit = DefaultLimit)
    {
        _limit = limit;
        _keepEnd = keepEnd;
        _reader = reader;
        CancellationToken closed = _closed.Token;
        Completion = Task.Run(() => ReadAsync(closed));
    }

    public Task Completion { get; }

    /// <summary>The text that has been kept so far.</summary>
    public string Text
    {
        get
        {
            lock (_kept)
            {
                return _kept.ToString();
            }
        }
    }

    /// <summary>Whether there was more than is kept.</summary>
    public bool IsCut
    {
        get
        {
            lock (_kept)
            {
                return _isCut;
            }
        }
    }

    /// <summary>Stops reading and closes the pipe, even if a process still writes to it.</summary>
    public void Dispose()
    {
        _closed.Cancel();

        // Process does not dispose its streams once they have been requested.
        _reader.Dispose();
        _closed.Dispose();
    }

    private async Task ReadAsync(CancellationToken closed)
    {
        char[] buffer = new char[4096];
        try
        {
            int count;
            while ((count = await _reader.ReadAsync(buffer, closed).ConfigureAwait(false)) > 0)
            {
                Keep(buffer.AsSpan(0, count));
                closed.ThrowIfCancellationRequested();
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The program was terminated, or the pipe closed; the text before that is kept.
        }
    }

    private void Keep(ReadOnlySpan<char> text)
    {
        lock (_kept)
        {
            _isCut |= text.Length > _limit - _kept.Length;
            _kept.Append(_keepEnd ? text : text[..Math.Min(text.Length, _limit - _kept.Length)]);
            if (_kept.Length > _limit)
            {
                _kept.Remove(0, _kept.Length - _limit);
            }
        }
    }
}
