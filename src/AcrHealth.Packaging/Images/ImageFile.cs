namespace AcrHealth.Packaging.Images;

/// <summary>A file of an archive or an image.</summary>
/// <param name="Path">Its path there, without a slash at the beginning.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="IsProgram">Whether it can be executed.</param>
internal sealed record ImageFile(string Path, byte[] Content, bool IsProgram = false)
{
    /// <summary>The time of all files, so that the same content gives the same bytes.</summary>
    public static readonly DateTimeOffset Time = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
