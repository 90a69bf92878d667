using AcrHealth.Details;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Findings;
using AcrHealth.Reference;
using AcrHealth.Registry;
using AcrHealth.Running;
using AcrHealth.Text;

namespace AcrHealth.Checks.Connection;

/// <summary>Checks which version of the distribution API the registry speaks.</summary>
internal sealed class ApiVersionCheck : HealthCheck
{
    private const string Header = "Docker-Distribution-Api-Version";
    private const string Expected = "registry/2.0";

    private static readonly FindingSet Texts = new(nameof(ErrorReference));

    public static Finding ApiVersionDiffers { get; } = Texts.Failed(ErrorCodes.ApiVersion, ["version", "expected"]);

    public override string Name => "ApiVersion";

    public override CheckCategory Category => CheckCategory.Registry;

    public override IReadOnlyList<string> Prerequisites => [TlsCheck.CheckName];

    public override IReadOnlyList<ErrorCode> Codes => [ErrorCodes.ApiVersion];

    public override IReadOnlyList<Finding> Findings => Texts.All;

    public override string Description => Texts.Text("ApiVersionDescription");

    public override async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        RegistryClient client = context.Get(TlsCheck.Connection);
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Target.Url("/v2/"));
        try
        {
            RegistryResponse answer = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            string version = answer.Headers.NonValidated.TryGetValues(Header, out var values) ? UntrustedText.Clean(values.ToString(), 50) : "-";

            // A default run is short: what is as it should be gives no result, unless the check was named.
            return version == Expected
                ? CheckOutcome.NotApplicable(MessageFormat.Format(Texts.Text("ApiVersionFine"), version))
                : context.Report(ApiVersionDiffers, new ApiVersionDetail { Version = version }, ("version", version), ("expected", Expected));
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return HttpFailure.Unanswered(context, request, exception, ErrorCodes.ApiVersion);
        }
    }
}
