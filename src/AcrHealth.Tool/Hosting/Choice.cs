using System.Management.Automation.Host;

namespace AcrHealth.Tool.Hosting;

/// <summary>One answer to a question: in its label, the character behind the ampersand is the key to type.</summary>
internal sealed record Choice(string Key, string Label, string Help)
{
    public static Choice From(ChoiceDescription description)
    {
        int marker = description.Label.IndexOf('&', StringComparison.Ordinal);
        string label = marker < 0 ? description.Label : description.Label.Remove(marker, 1);
        string key = marker >= 0 && marker < label.Length ? label.Substring(marker, 1).ToUpperInvariant() : label;
        return new Choice(key, label, description.HelpMessage);
    }

    public bool IsMeantBy(string answer) =>
        answer.Equals(Key, StringComparison.OrdinalIgnoreCase) || answer.Equals(Label, StringComparison.OrdinalIgnoreCase);
}
