using AcrHealth.Findings;
using AcrHealth.Identity;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Resources;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.SignIn;

internal sealed class EntraLoginCheck : HealthCheck
{
    public const string CheckName = "EntraLogin";

    /// <summary>The authentication that this sign-in uses.</summary>
    public static readonly CheckOutput<RegistryChallenge> Challenge = new(CheckName);

    // A login server with its port.
    private const int ServiceLength = 260;

    public override string Name => CheckName;

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [ChallengeCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.EntraLogin];

    public override string Description => Strings.EntraLoginDescription;

    public override Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken) => Task.FromResult(Run(context));

    private static CheckOutcome Run(CheckContext context)
    {
        RegistryChallenge challenge = context.Get(ChallengeCheck.Challenge);
        if (challenge.TokenService is not null)
        {
            return CheckOutcome.Passed(MessageFormat.Format(Strings.EntraLoginOffered, UntrustedText.Clean(challenge.Service, ServiceLength))).WithOutput(Challenge, challenge);
        }

        return context.Options.SignIn is SignInMethod.Password or SignInMethod.Anonymous or SignInMethod.Provided
            ? CheckOutcome.NotNeeded(Strings.EntraLoginNotNeeded).WithOutput(Challenge, challenge)
            : context.Report(SignInFindings.EntraSignInNotOffered, null);
    }
}
