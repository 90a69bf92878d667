using AcrHealth.Programs;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Kubernetes;

/// <summary>Determines from the output of kubectl why it failed.</summary>
internal static class KubectlErrorReader
{
    // kubectl's own words, from k8s.io/cli-runtime and k8s.io/apimachinery; the reason is the one of the API server's status object.
    private static readonly Evidence<KubectlFailure> Known = new(
        (KubectlFailure.Forbidden, ["Error from server (Forbidden)"]),
        (KubectlFailure.NotFound, ["Error from server (NotFound)"]),
        (KubectlFailure.Expired, ["Error from server (Expired)", "Error from server (Gone)", "continue parameter is too old", "resourceVersion is too old"]),
        (KubectlFailure.Unauthorized, ["must be logged in to the server", "Unauthorized", "getting credentials:", "provide credentials", "invalid bearer token"]),
        (KubectlFailure.TimedOut, ["Error from server (Timeout)", "Client.Timeout", "context deadline exceeded", "request canceled", "timed out waiting"]),
        (KubectlFailure.NotConfigured, ["did you specify the right host or port", "context…does not exist", "context was not found", "no context exists", "invalid configuration", "no configuration has been provided", "error loading config file", "cluster…does not exist"]),
        (KubectlFailure.Unreachable, ["Unable to connect to the server", "connection refused", "no such host", "i/o timeout", "EOF"]));

    /// <summary>The failure, with a message that quotes kubectl.</summary>
    public static KubectlException Read(ProgramRun run, string? context)
    {
        KubectlFailure failure = Known.Match(run.Error)?.Cause ?? KubectlFailure.Other;
        string complaint = ProgramErrorLine.InError(run.Error) is { Length: > 0 } error ? error : ProgramErrorLine.InOutput(run.Output);
        string format = failure switch
        {
            KubectlFailure.Forbidden => Strings.KubectlForbidden,
            KubectlFailure.Unauthorized => Strings.KubectlUnauthorized,
            KubectlFailure.NotConfigured => Strings.KubectlNotConfigured,
            KubectlFailure.Unreachable => Strings.KubectlUnreachable,
            KubectlFailure.TimedOut => Strings.KubectlNoAnswer,
            _ => Strings.KubectlFailed,
        };
        return new(failure, MessageFormat.Format(format, complaint.Length > 0 ? complaint : MessageFormat.Format(Strings.KubectlExitCode, run.ExitCode), UntrustedText.Clean(context ?? Strings.KubectlCurrentContext)));
    }
}
