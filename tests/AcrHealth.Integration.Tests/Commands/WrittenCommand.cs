using System.Management.Automation.Language;

namespace AcrHealth.Integration.Tests.Commands;

/// <summary>A command in a text, parsed by PowerShell's own parser.</summary>
/// <param name="Text">The text that has it.</param>
/// <param name="Syntax">The command; for a command in parentheses, the inner one is another.</param>
internal sealed record WrittenCommand(WrittenText Text, CommandAst Syntax)
{
    /// <summary>All commands of all texts.</summary>
    public static IReadOnlyList<WrittenCommand> All { get; } = [.. WrittenTexts.All.SelectMany(Of)];

    public string Program => Syntax.GetCommandName() ?? string.Empty;

    /// <summary>The arguments that the program gets; an expression is a word.</summary>
    public string[] Arguments =>
    [
        .. Syntax.CommandElements.Skip(1).Select(element => element switch
        {
            StringConstantExpressionAst text => text.Value,
            ParenExpressionAst or SubExpressionAst or VariableExpressionAst or ScriptBlockExpressionAst => WrittenTexts.Word,
            _ => element.Extent.Text,
        }),
    ];

    /// <summary>The commands of a text; none if it is no code of PowerShell.</summary>
    public static IEnumerable<WrittenCommand> Of(WrittenText text)
    {
        ScriptBlockAst script = Parser.ParseInput(text.Code, out _, out ParseError[] errors);
        return errors.Length > 0 ? [] : script.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Select(node => new WrittenCommand(text, (CommandAst)node));
    }

    public override string ToString() => $"{Text.Source}: {Syntax.Extent.Text}";
}
