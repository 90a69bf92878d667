using System.Text;

namespace AcrHealth.Containers;

/// <summary>A client's configuration as it lies on the disk.</summary>
/// <param name="IsThere">Whether there is such a file.</param>
/// <param name="Configuration">What it says; null where it cannot be read.</param>
/// <param name="Problem">Why it cannot be read, without anything that stands in it; null where it can.</param>
internal sealed record ConfigurationFile(bool IsThere, ClientConfiguration? Configuration, string? Problem)
{
    public static ConfigurationFile Load(string path)
    {
        try
        {
            // What is no file, such as a pipe, could keep us waiting.
            var info = new FileInfo(path);
            if (!info.Exists)
            {
                return new(false, null, null);
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (!stream.CanSeek || stream.Length > ClientConfiguration.MaximumLength)
            {
                return new(true, null, $"> {ClientConfiguration.MaximumLength} B");
            }

            using var reader = new StreamReader(stream, Encoding.UTF8);
            return new(true, ClientConfiguration.Read(reader.ReadToEnd()), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(true, null, exception.GetType().Name);
        }
        catch (FormatException exception)
        {
            return new(true, null, exception.Message);
        }
    }
}
