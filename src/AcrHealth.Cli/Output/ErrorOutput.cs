namespace AcrHealth.Cli.Output;

/// <summary>Writes the messages of this program to standard error.</summary>
internal static class ErrorOutput
{
    public static void Write(string message) => Console.Error.WriteLine($"acrhealth: {message}");
}
