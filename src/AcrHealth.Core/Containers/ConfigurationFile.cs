using AcrHealth.Files;

namespace AcrHealth.Containers;

/// <summary>A client's configuration as it lies on the disk.</summary>
/// <param name="IsThere">Whether there is such a file.</param>
/// <param name="Configuration">What it says; null where it cannot be read.</param>
/// <param name="Problem">Why it cannot be read, without anything that stands in it; null where it can.</param>
internal sealed record ConfigurationFile(bool IsThere, ClientConfiguration? Configuration, string? Problem)
{
    public static ConfigurationFile Load(string path, bool isPodman)
    {
        try
        {
            return File.Exists(path)
                ? new(true, ClientConfiguration.Read(BoundedFile.ReadAllBytes(path), isPodman), null)
                : new(false, null, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return new(true, null, exception.Message);
        }
    }
}
