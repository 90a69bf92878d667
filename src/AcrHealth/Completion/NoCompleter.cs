using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace AcrHealth.Completion;

/// <summary>Offers nothing. Without a completer, PowerShell would offer names of files, which these values never are.</summary>
public sealed class NoCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => [];
}
