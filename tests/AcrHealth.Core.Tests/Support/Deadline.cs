namespace AcrHealth.Core.Tests.Support;

/// <summary>Bounds a test that waits for sockets or processes: a test that hangs fails, and says where.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source;

    public Deadline(int seconds = 20)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _source.CancelAfter(TimeSpan.FromSeconds(seconds));
    }

    public CancellationToken Token => _source.Token;

    public void Dispose() => _source.Dispose();
}
