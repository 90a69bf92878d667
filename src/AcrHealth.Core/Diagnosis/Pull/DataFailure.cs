using System.Text.RegularExpressions;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Findings;
using AcrHealth.Network.Proxies;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Targets;
using AcrHealth.Text;

namespace AcrHealth.Diagnosis.Pull;

/// <summary>Finds out why a layer could not be fetched from its host.</summary>
internal static partial class DataFailure
{
    private const string StorageErrorHeader = "x-ms-error-code";
    private const int ShownHost = 253;

    /// <summary>The outcome if the host could not be reached.</summary>
    public static CheckOutcome Unreachable(CheckContext context, Uri url, DataHostConnection way, object? detail)
    {
        ConnectionFailure failure = way.Failure!;
        CheckOutcome cause = failure.Report(context, detail);
        return failure.Kind switch
        {
            ConnectionFailureKind.Proxy when ExceptedLoginServer(context) is { } bypass => context.Report(
                DataFindings.DataHostNotExcepted,
                detail,
                [
                    .. Host(url),
                    ("proxy", way.Connection?.Proxy is { } proxy ? ProxySettings.Display(proxy) : "-"),
                    ("bypass", bypass),
                    ("reason", cause.Message),
                    ("except", ProxyAdvice.Except(Shown(url))),
                    ("wildcard", WildcardOf(context, url)),
                ]),
            ConnectionFailureKind.Proxy or ConnectionFailureKind.Tls => Prefixed(url, cause),
            _ => Unreachable(context, url, cause.Message, failure.Kind == ConnectionFailureKind.Dns, detail),
        };
    }

    /// <summary>The outcome if the host was reached but a request got no response.</summary>
    public static CheckOutcome Unanswered(CheckContext context, HttpRequestMessage request, Exception exception, object? detail) =>
        Prefixed(request.RequestUri!, HttpFailure.Unanswered(context, request, exception)) with { Detail = detail };

    /// <summary>The outcome if the host responded with something other than the layer.</summary>
    public static CheckOutcome Answered(CheckContext context, Uri url, RegistryResponse answer, object? detail)
    {
        string code = answer.Headers.NonValidated.TryGetValues(StorageErrorHeader, out var values) ? UntrustedText.Clean(values.ToString(), 100)
            : StorageCode().Match(answer.Body) is { Success: true } match ? match.Groups[1].Value
            : string.Empty;
        (string, object?)[] said = [.. Host(url), ("answer", code.Length > 0 ? $"{answer.Summary}: {code}" : answer.Summary)];
        bool isStorage = DataHost.KindOf(context.Target, url) == DataHostKind.BlobStorage || code == "AuthorizationFailure";
        return answer.StatusCode switch
        {
            400 or 401 or 403 when IsAboutLink(code) => context.Report(DataFindings.LayerLinkRejected, detail, [.. said, ("setClock", SystemCommands.SetClock)]),
            403 when isStorage => context.Report(DataFindings.StorageAccessDenied, detail, said),
            404 => context.Report(DataFindings.LayerGone, detail, said),
            >= 300 and < 400 => context.Report(DataFindings.DataHostRedirected, detail, [.. said, ("location", answer.Location)]),
            >= 500 => context.Report(DataFindings.DataHostFailed, detail, said),
            _ => context.Report(DataFindings.DataHostDenied, detail, said),
        };
    }

    /// <summary>The outcome if the content that arrived is not the blob.</summary>
    public static CheckOutcome Changed(CheckContext context, Uri url, string digest, object? detail) =>
        context.Report(DataFindings.LayerChanged, detail, [.. Host(url), ("digest", digest)]);

    private static CheckOutcome Unreachable(CheckContext context, Uri url, string reason, bool isUnresolved, object? detail)
    {
        (string, object?) why = ("reason", reason);
        switch (DataHost.KindOf(context.Target, url))
        {
            case DataHostKind.DedicatedDataEndpoint when isUnresolved:
                return context.Report(DataFindings.DataEndpointNotResolved, detail, ("dataHost", Shown(url)), why, ("record", RecordOf(url)));
            case DataHostKind.DedicatedDataEndpoint:
                return context.Report(DataFindings.DataEndpointUnreachable, detail, [.. Host(url), why]);
            case DataHostKind.BlobStorage:
                return context.Report(DataFindings.StorageUnreachable, detail, [.. Host(url), why, ("wildcard", DataHost.WildcardOf(url.IdnHost))]);
            default:
                return context.Report(DataFindings.LayerHostUnreachable, detail, [.. Host(url), why]);
        }
    }

    private static CheckOutcome Prefixed(Uri url, CheckOutcome cause) => cause with
    {
        ErrorCode = ErrorCodes.DataEndpoint,
        Message = MessageFormat.Format(Strings.DataEndpointUnreachable, Shown(url), url.Port, cause.Message),
    };

    private static (string, object?)[] Host(Uri url) => [("dataHost", Shown(url)), ("dataPort", url.Port)];

    private static string Shown(Uri url) => UntrustedText.Clean(url.IdnHost, ShownHost);

    // In a private zone, "contoso.eastus.data.azurecr.io" is the record "contoso.eastus.data".
    private static string RecordOf(Uri url) => AzureCloud.ByLoginServer(url.IdnHost) is { } cloud ? Shown(url)[..^cloud.RegistrySuffix.Length] : Shown(url);

    private static string WildcardOf(CheckContext context, Uri url) =>
        (DataHost.WildcardOf(url.IdnHost) ?? (context.Target.Cloud is { } cloud ? DataHost.SuffixOf(cloud) : Shown(url))).TrimStart('*');

    /// <summary>The variable that excepts the login server from the proxy; null if none does.</summary>
    private static string? ExceptedLoginServer(CheckContext context)
    {
        try
        {
            return ProxySettings.Choose(context.Target.Url("/")).Exception?.Variable;
        }
        catch (ProxyFormatException)
        {
            return null;
        }
    }

    // Error codes of Azure Storage for a signature that is wrong or expired, and for a request that carries another authorization as well.
    private static bool IsAboutLink(string code) => code is "AuthenticationFailed" or "InvalidAuthenticationInfo" or "InvalidQueryParameterValue" or "InvalidUri";

    [GeneratedRegex("<Code>([A-Za-z]{1,60})</Code>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex StorageCode();
}
