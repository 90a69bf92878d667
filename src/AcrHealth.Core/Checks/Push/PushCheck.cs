using AcrHealth.Checks.SignIn;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Diagnosis.Push;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Push;

/// <summary>Pushes an image, pulls it back and deletes it again: the only way to verify that pushing works.</summary>
internal sealed class PushCheck : HealthCheck
{
    public const string CheckName = "Push";

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [RegistryApiCheck.CheckName];

    public override IReadOnlyList<string> After => [CredentialCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes =>
        [ErrorCodes.Push, ErrorCodes.RepositoryAccess, ErrorCodes.Quota, ErrorCodes.DataEndpoint, ErrorCodes.TooManyRequests];

    public override string Description => Strings.PushDescription;

    public override TimeSpan CleanUpTime => TimeSpan.FromSeconds(5);

    public override string? NotApplicableReason(HealthCheckOptions options) => options.PushTo is null ? Strings.PushMoot : null;

    public override Task<CheckOutcome?> ConfirmAsync(CheckContext context, CancellationToken cancellationToken)
    {
        string target = $"{context.Target.DisplayName}/{context.Options.PushTo}";
        var question = new Question(Strings.PushAction, target, MessageFormat.Format(Strings.PushQuestion, target), Strings.PushCaption);
        return context.ConfirmAsync(question, Strings.PushWhatIf, Strings.PushDeclined, Strings.PushCannotAsk, cancellationToken);
    }

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        RegistryAccess access = context.Get(RegistryApiCheck.Access);
        using var push = new TestPush(context, context.Options.PushTo!, TestImage.Create(DateTimeOffset.UtcNow));
        context.LogVerbose(push.Image);
        CheckOutcome outcome;
        try
        {
            outcome = await push.PushAndPullAsync(access, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            outcome = push.Failed(exception);
        }

        // The pushed content is deleted in any case, even after a timeout or a cancellation, within a time limit of its own.
        using var time = new CancellationTokenSource(CleanUpTime);
        outcome = await push.CleanUpAsync(outcome, time.Token).ConfigureAwait(false);
        return outcome.Blocks ? outcome : await push.DeleteStaleAsync(outcome, cancellationToken).ConfigureAwait(false);
    }
}
