namespace AcrHealth.Packaging.Images;

/// <summary>A file of an archive or an image.</summary>
/// <param name="Path">Its path there, without a slash at the beginning.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="IsProgram">Whether it can be executed.</param>
internal sealed record ImageFile(string Path, byte[] Content, bool IsProgram = false);
