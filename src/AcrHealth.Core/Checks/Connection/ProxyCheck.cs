using AcrHealth.Details;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Findings;
using AcrHealth.Network.Proxies;
using AcrHealth.Programs;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Connection;

/// <summary>Reports the proxy that the settings of this session and system select. Tls determines whether it opens the tunnel.</summary>
internal sealed class ProxyCheck : HealthCheck
{
    public const string CheckName = "Proxy";

    private const int EntryLength = 100;
    private const int ValueLength = 200;

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [LoginServerCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.Proxy];

    public override string Description => Strings.ProxyDescription;

    public override Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken) => Task.FromResult(Run(context));

    private static CheckOutcome Run(CheckContext context)
    {
        string host = context.Target.Authority;
        ProxyChoice choice;
        try
        {
            choice = ProxySettings.Choose(context.Target.Url("/"));
        }
        catch (ProxyFormatException exception)
        {
            return ProxyAdvice.Unusable(exception, context.Target).Report(context, null);
        }

        if (choice.Ignored is { } ignored)
        {
            return context.Report(
                ConnectionFindings.ProxyIgnored,
                new ProxyDetail { SetBy = choice.Variable },
                ("target", host),
                ("variable", choice.Variable),
                ("value", UntrustedText.Clean(ignored, ValueLength)));
        }

        var detail = new ProxyDetail
        {
            Proxy = Shown(choice.Proxy),
            SetBy = choice.Variable,
            ExceptedFrom = Shown(choice.Excepted),
            ExceptedBy = choice.Exception?.Variable,
            ExceptedAs = choice.Exception is null ? null : UntrustedText.Clean(choice.Exception.Entry, EntryLength),
        };
        if (Sentence(host, detail) is not { } sentence)
        {
            return ProxySettings.VariableForHttp is { } variable
                ? CheckOutcome.Passed(MessageFormat.Format(Strings.ProxyHttpOnly, host, variable), detail)
                : CheckOutcome.NotApplicable(MessageFormat.Format(Strings.ProxyNone, host));
        }

        IReadOnlyList<string> disagreeing = ProxySettings.Disagreeing();
        return disagreeing.Count == 0
            ? CheckOutcome.Passed(sentence, detail)
            : context.Report(
                ConnectionFindings.ProxyVariablesDisagree,
                detail,
                ("use", sentence),
                ("variables", string.Join(", ", disagreeing)),
                ("remove", new CommandLine(string.Join(", Env:", disagreeing.Where((_, index) => index % 2 == 0)))));
    }

    private static string? Sentence(string host, ProxyDetail detail) => detail switch
    {
        { Proxy: { } proxy, SetBy: { } variable } => MessageFormat.Format(Strings.ProxyUsed, host, proxy, variable),
        { Proxy: { } proxy } => MessageFormat.Format(Strings.ProxyUsedSystem, host, proxy),
        { ExceptedFrom: { } proxy } => MessageFormat.Format(Strings.ProxyExcepted, host, detail.ExceptedBy, detail.ExceptedAs, proxy, detail.SetBy),
        _ => null,
    };

    private static string? Shown(Uri? proxy) => proxy is null ? null : ProxySettings.Display(proxy);
}
