using AcrHealth.Cli.Output;
using AcrHealth.Cli.Resources;
using AcrHealth.Kubernetes;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Cli.Running;

/// <summary>Reports the steps of a check of a cluster on standard error.</summary>
/// <param name="verbose">Whether steps are reported.</param>
internal sealed class ClusterConsole(bool verbose) : IClusterEvents
{
    /// <summary>Whether objects could not be removed from the cluster.</summary>
    public bool IsLeftBehind { get; private set; }

    /// <summary>Asks on the terminal whether pods may be created.</summary>
    public static async Task<bool> AskAsync(int nodes, string? context, CancellationToken cancellationToken)
    {
        if (!TerminalQuestion.CanAsk)
        {
            ErrorOutput.Write(Texts.ClusterCannotAsk);
            return false;
        }

        string question = MessageFormat.Format(Texts.ClusterQuestion, nodes, context ?? Strings.KubectlCurrentContext);
        return await TerminalQuestion.AskAsync(question, cancellationToken).ConfigureAwait(false);
    }

    public void Verbose(string line)
    {
        if (verbose)
        {
            Console.Error.WriteLine(line);
        }
    }

    public void Progress(int done, int all) => Verbose($"{done}/{all}");

    public void NotRemoved(string message)
    {
        IsLeftBehind = true;
        ErrorOutput.Write(message);
    }
}
