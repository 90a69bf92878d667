using System.Collections.Concurrent;

namespace AcrHealth.Commands;

/// <summary>Carries work from any thread to the pipeline's, the only one that may write.</summary>
internal sealed class Mailbox : IDisposable
{
    private readonly BlockingCollection<Action> _letters = [];

    public void Post(Action letter)
    {
        try
        {
            _letters.Add(letter);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or InvalidOperationException)
        {
            // The command has ended, and with it everybody who would have read this.
        }
    }

    /// <summary>Does what has been posted, without waiting.</summary>
    public void DoPosted()
    {
        while (_letters.TryTake(out Action? letter))
        {
            letter();
        }
    }

    /// <summary>Waits for the next letter and does it.</summary>
    /// <returns>False when nothing came for that long.</returns>
    /// <exception cref="OperationCanceledException">The pipeline was stopped.</exception>
    public bool DoNext(TimeSpan patience, CancellationToken cancellation)
    {
        if (!_letters.TryTake(out Action? letter, (int)patience.TotalMilliseconds, cancellation))
        {
            return false;
        }

        letter();
        return true;
    }

    public void Dispose() => _letters.Dispose();
}
