using AcrHealth.Help.Commands;

namespace AcrHealth.Help.Updating;

/// <summary>The syntax of a command, as PowerShell writes it.</summary>
internal static class SyntaxText
{
    private const int Width = 100;
    private const string Indent = "    ";

    public static IEnumerable<string> Of(CommandFacts command, IReadOnlyList<string> order)
    {
        foreach ((int index, SyntaxFacts syntax) in command.Syntaxes.Index())
        {
            if (index > 0)
            {
                yield return string.Empty;
            }

            string line = command.Name;
            foreach (string part in syntax.InOrder(order).Select(Of).Append("[<CommonParameters>]"))
            {
                if (line.Length + 1 + part.Length > Width)
                {
                    yield return line;
                    line = Indent + part;
                }
                else
                {
                    line += " " + part;
                }
            }

            yield return line;
        }
    }

    private static string Of(ParameterFacts parameter)
    {
        string name = parameter.Position < 0 ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        string text = parameter.IsSwitch ? name : $"{name} <{parameter.Type}>";
        return parameter.Mandatory ? text : $"[{text}]";
    }
}
