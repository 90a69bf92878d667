using AcrHealth.Commands;

namespace AcrHealth.Simulator.CommandLine;

/// <summary>The command line is invalid; the message says what to write instead.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>For something unknown: with the name that was probably meant, if there is one.</summary>
    public static UsageException ForUnknown(string message, string given, IEnumerable<string> known) =>
        new(NearestName.To(given, known) is string nearest ? $"{message} {Simulator.Message.Format(Strings.DidYouMean, nearest)}" : message);
}
