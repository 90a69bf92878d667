namespace AcrHealth.Programs;

/// <summary>A value that is a command, or a part of one, that this module composed: it goes into a remedy as it is.</summary>
/// <param name="Text">The command.</param>
internal sealed record CommandLine(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
