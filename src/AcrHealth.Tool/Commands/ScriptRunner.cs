using System.Text;
using AcrHealth.Tool.CommandLine;

namespace AcrHealth.Tool.Commands;

/// <summary>Runs what follows <c>-Command</c> or <c>-File</c>.</summary>
internal static class ScriptRunner
{
    public static int Run(string script)
    {
        using ScriptSession session = new();
        return session.Conclude(session.Engine.RunScript(script));
    }

    public static int RunInput()
    {
        using StreamReader input = new(Console.OpenStandardInput(), Encoding.UTF8);
        return Run(input.ReadToEnd());
    }

    public static int RunFile(RunScriptFile command)
    {
        string path = Path.GetFullPath(command.Path);
        if (!File.Exists(path))
        {
            throw new UsageException(Message.Format(Strings.NoSuchFile, command.Path));
        }

        using ScriptSession session = new();
        return session.Conclude(session.Engine.RunFile(path, command.Arguments));
    }
}
