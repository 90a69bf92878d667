using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Registry;

internal sealed class EntraLoginCheck : HealthCheck
{
    public const string CheckName = "EntraLogin";

    // A login server with its port.
    private const int ServiceLength = 260;

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [ChallengeCheck.CheckName];

    public override IReadOnlyList<string> Codes => [ErrorCodes.EntraLogin];

    public override string Description => Strings.EntraLoginDescription;

    public override Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellation) => Task.FromResult(Run(context));

    private static CheckOutcome Run(CheckContext context)
    {
        RegistryChallenge challenge = context.ValueOf<RegistryChallenge>(ChallengeCheck.CheckName);
        if (challenge.TokenService is not null)
        {
            return CheckOutcome.Passed(CheckOutcome.Format(Strings.EntraLoginOffered, UntrustedText.Clean(challenge.Service, ServiceLength)), null, challenge);
        }

        return context.Options.SignIn is SignIn.Password or SignIn.Anonymous or SignIn.Provided
            ? CheckOutcome.NotNeeded(Strings.EntraLoginNotNeeded) with { Value = challenge }
            : context.Report(SignInFindings.EntraSignInNotOffered, null);
    }
}
