using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Azure.Core;
using Azure.Identity;

namespace AcrHealth.Adapters.TokenPrograms;

/// <summary>Azure PowerShell: the module Az.Accounts in a PowerShell of its own.</summary>
internal sealed class AzurePowerShell : TokenProgram
{
    private const string NoModule = "NoAzAccountModule";
    private const string NotSignedIn = "Please run 'Connect-AzAccount' to set up account.";
    private const string Troubleshooting = "See the troubleshooting guide for more information. https://aka.ms/azsdk/net/identity/powershellcredential/troubleshoot";

    private static readonly string[] NotSignedInMarks = ["Run Connect-AzAccount to login", "No accounts were found in the cache", "cannot retrieve access token"];

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public override string Source => nameof(AzurePowerShellCredential);

    protected override TimeSpan MaximumTime => TimeSpan.FromSeconds(10);

    protected override IReadOnlyDictionary<string, string> EnvironmentVariables { get; } =
        new Dictionary<string, string> { ["POWERSHELL_UPDATECHECK"] = "Off" };

    protected override string Unreadable => "PowerShell did not return a valid response.";

    protected override IEnumerable<ProgramCall> Calls(string scope, string? tenant)
    {
        string encoded = Convert.ToBase64String(Encoding.Unicode.GetBytes(Script(ResourceOf(scope), tenant)));
        string[] arguments = ["-NoProfile", "-NonInteractive", "-EncodedCommand", encoded];
        yield return new("pwsh", arguments);
        if (OperatingSystem.IsWindows())
        {
            yield return new("powershell", arguments);
        }
    }

    protected override AccessToken ReadToken(string output)
    {
        using var text = new StringReader(output.Trim());
        using var reader = XmlReader.Create(text, Settings);
        XElement[] properties = [.. XDocument.Load(reader).Root!.Elements()];
        string token = ValueOf("Token");
        return token.Length == 0
            ? throw new FormatException()
            : new(token, new DateTimeOffset(long.Parse(ValueOf("ExpiresOn"), CultureInfo.InvariantCulture), TimeSpan.Zero));

        string ValueOf(string name) => properties.First(property => property.Attribute("Name")?.Value == name).Value;
    }

    protected override string Missing(ProgramCall call) => "PowerShell is not installed.";

    protected override string TimedOut(ProgramCall call) => "Azure PowerShell authentication timed out.";

    protected override string Failed(ProgramCall call, string error) => Complaint(error)
        ?? $"Azure PowerShell authentication failed due to an unknown error. {Troubleshooting} {error}";

    protected override string? Complaint(string output) =>
        output.Contains(NoModule, StringComparison.OrdinalIgnoreCase) ? "Az.Accounts module >= 2.2.0 is not installed."
            : Array.Exists(NotSignedInMarks, mark => output.Contains(mark, StringComparison.OrdinalIgnoreCase)) ? NotSignedIn
            : null;

    // Newer versions of Az.Accounts return the token as a SecureString, and some only on request.
    private static string Script(string resource, string? tenant) => $$"""
        $ErrorActionPreference = 'Stop'
        if (-not (Import-Module Az.Accounts -MinimumVersion 2.2.0 -PassThru -ErrorAction SilentlyContinue)) {
            Write-Output '{{NoModule}}'
            exit
        }
        $parameters = @{ ResourceUrl = '{{resource}}'; WarningAction = 'Ignore' }
        if ('{{tenant}}') { $parameters.TenantId = '{{tenant}}' }
        if ((Get-Command Get-AzAccessToken).Parameters.ContainsKey('AsSecureString')) { $parameters.AsSecureString = $true }
        $answer = Get-AzAccessToken @parameters
        $token = $answer.Token
        if ($token -is [securestring]) { $token = [System.Net.NetworkCredential]::new('', $token).Password }
        $object = New-Object psobject -Property @{ Token = $token; ExpiresOn = $answer.ExpiresOn.UtcDateTime.Ticks }
        ($object | ConvertTo-Xml).Objects.FirstChild.OuterXml
        """;
}
