using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace AcrHealth.Completion;

/// <summary>Completes a word to the names that begin with it or contain it, and that are not on the command line yet.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        HashSet<string> given = [.. Given(commandAst).Where(value => value != word)];
        return Candidates()
            .Where(candidate => candidate.Name.Contains(word, StringComparison.OrdinalIgnoreCase) && !given.Contains(candidate.Name, StringComparer.OrdinalIgnoreCase))
            .OrderBy(candidate => !candidate.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(candidate => new CompletionResult(candidate.Name, candidate.Name, CompletionResultType.ParameterValue, candidate.ToolTip));
    }

    /// <summary>The available names, each with its tool tip.</summary>
    protected abstract IEnumerable<(string Name, string ToolTip)> Candidates();

    private static IEnumerable<string> Given(CommandAst? command) =>
        command?.CommandElements.Skip(1).SelectMany(element => element.FindAll(ast => ast is StringConstantExpressionAst, searchNestedScriptBlocks: false))
            .Select(ast => ((StringConstantExpressionAst)ast).Value)
        ?? [];
}
