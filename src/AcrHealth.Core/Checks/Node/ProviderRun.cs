using System.Text.Json.Nodes;
using AcrHealth.Details;
using AcrHealth.Findings;
using AcrHealth.Nodes;
using AcrHealth.Programs;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Node;

/// <summary>Runs a credential provider as the kubelet does, and evaluates its response without revealing it.</summary>
/// <param name="context">The check.</param>
/// <param name="files">The node's files.</param>
/// <param name="flags">The kubelet's flags.</param>
/// <param name="provider">The provider.</param>
/// <param name="image">The image, without its tag.</param>
internal sealed class ProviderRun(CheckContext context, NodeFiles files, KubeletFlags flags, ProviderConfiguration provider, string image)
{
    private const int ReasonLength = 300;

    private readonly string _path = files.At($"{flags.ProgramDirectory.TrimEnd('/')}/{provider.Name}{(OperatingSystem.IsWindows() && !Path.HasExtension(provider.Name) ? ".exe" : string.Empty)}");

    public async Task<CheckOutcome> RunAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_path))
        {
            return context.Report(NodeFindings.ProviderProgramMissing, Detail(null), ("path", _path), ("file", flags.Configuration));
        }

        ProgramRun run = await ProgramRunner.RunAsync(_path, provider.Arguments.Select(Here), cancellationToken, Request(), null, provider.Environment).ConfigureAwait(false);
        NodeCredentialDetail detail = Detail(run);
        if (run.StartFailure is { } failure)
        {
            return context.Report(NodeFindings.ProviderCannotStart, detail, ("path", _path), ("reason", UntrustedText.Clean(failure, ReasonLength)));
        }

        if (run.TimedOut)
        {
            return context.Report(NodeFindings.ProviderTimedOut, detail, ("path", _path), ("reason", Said(run)));
        }

        try
        {
            // The output is treated as a secret first, even if the program failed afterwards.
            ProviderAnswer answer = ProviderAnswer.Read(run.Output, provider.ApiVersion);
            return run.Succeeded ? Evaluate(answer, detail) : Failed(run, detail);
        }
        catch (FormatException exception)
        {
            return run.Succeeded
                ? context.Report(NodeFindings.ProviderAnswerInvalid, detail, ("path", _path), ("reason", UntrustedText.Clean(exception.Message)))
                : Failed(run, detail);
        }
    }

    // The image is the only thing that differs between requests.
    private string Request() =>
        new JsonObject { ["kind"] = "CredentialProviderRequest", ["apiVersion"] = provider.ApiVersion, ["image"] = image }.ToJsonString();

    // The arguments contain paths as the node has them.
    private string Here(string argument) => files.Root is not null && argument.StartsWith('/') && File.Exists(files.At(argument)) ? files.At(argument) : argument;

    private CheckOutcome Failed(ProgramRun run, NodeCredentialDetail detail) =>
        context.Report(NodeFindings.ProviderFailed, detail, ("path", _path), ("exitCode", run.ExitCode), ("reason", Said(run)));

    private CheckOutcome Evaluate(ProviderAnswer answer, NodeCredentialDetail detail)
    {
        if (answer.Logins.Count == 0)
        {
            return context.Report(NodeFindings.ProviderAnswerEmpty, detail, ("path", _path), ("imageName", image));
        }

        string keys = UntrustedText.Clean(string.Join(", ", answer.Logins.Keys), 200);
        if (ImagePattern.InOrder(answer.Logins.Keys, image).FirstOrDefault() is not { } key)
        {
            return context.Report(NodeFindings.ProviderKeyDiffers, detail, ("path", _path), ("keys", keys), ("imageName", image));
        }

        (string user, string password) = answer.Logins[key];
        var credential = new NodeCredential(user, password, CredentialProviderCheck.CheckName);
        detail = CredentialJudge.With(detail, key, credential, context.Target);
        if (password.Length == 0)
        {
            return context.Report(NodeFindings.ProviderAnswerEmpty, detail, ("path", _path), ("imageName", image));
        }

        return credential.ExpiresOn <= DateTimeOffset.Now
            ? context.Report(NodeFindings.ProviderTokenExpired, detail, ("path", _path), ("expiry", credential.ExpiresOn), ("now", DateTimeOffset.Now))
            : CheckOutcome.Passed(MessageFormat.Format(Strings.ProviderGave, provider.Name, UntrustedText.Clean(key, 200)), detail).WithOutput(CredentialProviderCheck.Credential, credential);
    }

    private NodeCredentialDetail Detail(ProgramRun? run) => new()
    {
        Source = flags.Configuration,
        Program = _path,
        ExitCode = run?.ExitCode,
        ProgramDuration = run?.Duration,
        Patterns = provider.MatchImages,
    };

    private static string Said(ProgramRun run) =>
        ProgramErrorLine.InError(run.Error) is { Length: > 0 } complaint ? UntrustedText.CleanEnd(complaint, ReasonLength) : Strings.ProviderSilent;
}
