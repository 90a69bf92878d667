using System.Text;

namespace AcrHealth.Programs;

/// <summary>Reads what a program says to its end, so that it is never held up by a full pipe, and keeps a bounded part of it.</summary>
internal sealed class CappedOutput
{
    private const int KeptCharacters = 64 * 1024;

    private readonly StringBuilder _kept = new();
    private readonly bool _keepEnd;

    /// <param name="reader">The program's stream.</param>
    /// <param name="keepEnd">Whether its end is kept rather than its beginning.</param>
    public CappedOutput(StreamReader reader, bool keepEnd)
    {
        _keepEnd = keepEnd;
        Completion = Task.Run(() => ReadAsync(reader));
    }

    public Task Completion { get; }

    /// <summary>What has been kept so far.</summary>
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

    private async Task ReadAsync(StreamReader reader)
    {
        char[] buffer = new char[4096];
        try
        {
            int count;
            while ((count = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                Keep(buffer.AsSpan(0, count));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The program was ended; what came before that is kept.
        }
        finally
        {
            // Process leaves its streams to those who have asked for them.
            reader.Dispose();
        }
    }

    private void Keep(ReadOnlySpan<char> text)
    {
        lock (_kept)
        {
            _kept.Append(_keepEnd ? text : text[..Math.Min(text.Length, KeptCharacters - _kept.Length)]);
            if (_kept.Length > KeptCharacters)
            {
                _kept.Remove(0, _kept.Length - KeptCharacters);
            }
        }
    }
}
