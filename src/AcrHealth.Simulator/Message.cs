using System.Globalization;

namespace AcrHealth.Simulator;

/// <summary>Fills in a text of the resources, in the user's culture.</summary>
internal static class Message
{
    public static string Format(string format, params object[] arguments) => string.Format(CultureInfo.CurrentCulture, format, arguments);
}
