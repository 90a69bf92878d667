
namespace AcrHealth.Cli.Running;

/// <summary>Reads the names of registries: from the arguments, a file, or standard input (<c>-</c>). Blank lines and lines that begin with # are skipped.</summary>
internal static class RegistrySource
{
    private const string StandardInput = "-";

    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static IEnumerable<string> Read(string[] arguments, string? file)
    {
        foreach (string argument in arguments)
        {
            if (argument != StandardInput)
            {
                yield return argument;
                continue;
            }

            foreach (string name in Names(Console.In))
            {
                yield return name;
            }
        }

        if (file is not null)
        {
            using TextReader reader = file == StandardInput ? Console.In : Open(file);
            foreach (string name in Names(reader))
            {
                yield return name;
            }
        }
    }

    private static StreamReader Open(string file)
    {
        try
        {
            return File.OpenText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static IEnumerable<string> Names(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            string name = line.Trim();
            if (name.Length > 0 && name[0] != '#')
            {
                yield return name;
            }
        }
    }
}
