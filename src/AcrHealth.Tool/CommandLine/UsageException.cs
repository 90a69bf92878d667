using AcrHealth.Commands;

namespace AcrHealth.Tool.CommandLine;

/// <summary>A command line that asks for nothing the tool has; the message is for the person who typed it.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>For something unknown: with the name that was probably meant, if there is one.</summary>
    public static UsageException ForUnknown(string message, string given, IEnumerable<string> known) =>
        new(NearestName.To(given, known) is string nearest ? $"{message} {Tool.Message.Format(Strings.DidYouMean, nearest)}" : message);
}
