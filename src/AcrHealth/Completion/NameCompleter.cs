using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace AcrHealth.Completion;

/// <summary>Completes a word to the names that begin with it or contain it.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return Candidates()
            .Where(candidate => candidate.Name.Contains(word, StringComparison.OrdinalIgnoreCase))
            .OrderBy(candidate => !candidate.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(candidate => new CompletionResult(candidate.Name, candidate.Name, CompletionResultType.ParameterValue, candidate.ToolTip));
    }

    /// <summary>The names there are, each with what is said of it beside the list.</summary>
    protected abstract IEnumerable<(string Name, string ToolTip)> Candidates();
}
