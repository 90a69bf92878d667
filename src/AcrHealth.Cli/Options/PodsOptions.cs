using System.CommandLine;
using AcrHealth.Cli.Resources;

namespace AcrHealth.Cli.Options;

/// <summary>The options of <c>acrhealth pods</c>.</summary>
internal sealed class PodsOptions : KubernetesOptions
{
    public const string Table = "table";
    public const string JsonLines = "jsonl";

    public PodsOptions() => Output.AcceptOnlyFromAmong(Table, JsonLines);

    public Argument<string[]> Names { get; } = new("pods") { Description = Texts.PodsArgument, Arity = ArgumentArity.ZeroOrMore };

    public Option<bool> AllNamespaces { get; } = Switch("--all-namespaces", Texts.AllNamespacesOption, "-A");

    public Option<string> Output { get; } = new("--output", "-o") { Description = Texts.PodsOutputOption, HelpName = $"{Table}|{JsonLines}", DefaultValueFactory = _ => Table };

    public override IEnumerable<Option> All => [Namespace, AllNamespaces, Context, Output, Verbose];

    protected override Argument Subjects => Names;
}
