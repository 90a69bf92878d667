using System.Globalization;
using System.Management.Automation;
using AcrHealth.Checks;
using AcrHealth.Completion;
using AcrHealth.Reference;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>Looks error codes up in the documented error reference.</summary>
[Cmdlet(VerbsCommon.Get, "AcrHealthError", DefaultParameterSetName = CodeSet)]
[OutputType(typeof(ErrorReferenceEntry))]
public sealed class GetAcrHealthErrorCommand : PSCmdlet
{
    private const string CodeSet = "Code";
    private const string InputSet = "InputObject";

    private readonly HashSet<string> _given = [];
    private IReadOnlyList<ErrorReferenceEntry> _entries = [];

    /// <summary>The codes to look up; wildcards are allowed. All if omitted.</summary>
    [Parameter(Position = 0, ParameterSetName = CodeSet)]
    [ArgumentCompleter(typeof(ErrorCodeCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Code
    {
        get;
        set
        {
            RefuseBoth(InputObject);
            field = value;
        }
    }

    /// <summary>A code, or a result of Test-AcrHealth whose error code is looked up; results without one are ignored.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [AllowNull]
    public PSObject? InputObject
    {
        get;
        set
        {
            RefuseBoth(Code);
            field = value;
        }
    }

    /// <summary>Returns only the codes about this machine, or only those about registries.</summary>
    [Parameter]
    public CheckCategory? Category { get; set; }

    /// <summary>The language of the texts, as a culture's name (ko-KR); the session's ($PSUICulture) if omitted.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CultureCompleter))]
    [PSDefaultValue(Help = "$PSUICulture")]
    [ValidateNotNullOrEmpty]
    public string? Culture { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        IEnumerable<ErrorReferenceEntry> entries = CheckCatalog.DescribeErrors(CultureOf(Culture));
        _entries = [.. entries.Where(entry => Category is null || entry.Category == Category)];
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == CodeSet)
        {
            foreach (string code in Code ?? ["*"])
            {
                Write(code, once: false);
            }
        }
        else if (CodeOf(InputObject) is { } code)
        {
            Write(code, once: true);
        }
    }

    // The engine would say only that a parameter set cannot be resolved; a setter runs before that.
    private static void RefuseBoth(object? other)
    {
        if (other is not null)
        {
            throw new ArgumentException(Messages.CodeAndInputObject);
        }
    }

    private void Write(string code, bool once)
    {
        WildcardPattern pattern = NamePattern.Of(code);
        ErrorReferenceEntry[] found = [.. _entries.Where(entry => pattern.IsMatch(entry.Code))];
        foreach (ErrorReferenceEntry entry in found)
        {
            if (_given.Add(entry.Code) || !once)
            {
                WriteObject(entry);
            }
        }

        // As everywhere in PowerShell, a pattern that matches nothing finds nothing.
        if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(code) && !ErrorReference.Codes.Any(pattern.IsMatch))
        {
            string? nearest = NearestName.To(code, ErrorReference.Codes);
            string message = nearest is null ? MessageFormat.Format(Messages.NoSuchCodeAtAll, code) : MessageFormat.Format(Messages.NoSuchCode, code, nearest);
            WriteError(new(new ItemNotFoundException(message), "NoSuchCode", ErrorCategory.ObjectNotFound, code));
        }
    }

    private static string? CodeOf(PSObject? input)
    {
        object? value = input?.BaseObject is string text ? text : input?.Properties[nameof(HealthCheckResult.ErrorCode)]?.Value;
        return LanguagePrimitives.TryConvertTo(value, out string code) && code.Length > 0 ? code : null;
    }

    private CultureInfo CultureOf(string? name)
    {
        if (name is null)
        {
            return CultureInfo.CurrentUICulture;
        }

        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException exception)
        {
            ThrowTerminatingError(new(
                new ArgumentException(MessageFormat.Format(Messages.NoSuchCulture, name), exception), "NoSuchCulture", ErrorCategory.InvalidArgument, name));
            throw;
        }
    }
}
