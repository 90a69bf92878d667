namespace AcrHealth.Fuzz.Tests;

/// <summary>Another end that takes what it is sent and says what it was told to.</summary>
internal sealed class Conversation(byte[] answer) : MemoryStream(answer, writable: false)
{
    public override bool CanWrite => true;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
