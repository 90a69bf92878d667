namespace AcrHealth.Fuzz.Tests;

/// <summary>A peer that accepts everything it is sent and replies with the given bytes.</summary>
internal sealed class Conversation(byte[] answer) : MemoryStream(answer, writable: false)
{
    public override bool CanWrite => true;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
