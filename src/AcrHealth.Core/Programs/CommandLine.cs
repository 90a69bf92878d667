namespace AcrHealth.Programs;

/// <summary>A value that is a command, or a part of one, that this module composed: it is inserted into a remedy unchanged.</summary>
/// <param name="Text">The command.</param>
internal sealed record CommandLine(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
