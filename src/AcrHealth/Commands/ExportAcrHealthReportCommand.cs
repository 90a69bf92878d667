using System.Collections.ObjectModel;
using System.Management.Automation;
using AcrHealth.Reports;
using AcrHealth.Resources;
using AcrHealth.Text;

namespace AcrHealth.Commands;

/// <summary>Creates a report of results, and writes it to a file.</summary>
[Cmdlet(VerbsData.Export, "AcrHealthReport", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(HealthCheckResult))]
public sealed class ExportAcrHealthReportCommand : ReportCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string FileSystem = "FileSystem";

    private ReportFile? _file;
    private string _path = string.Empty;
    private ReportFormat _format;

    /// <summary>The file to write. Wildcards are resolved to the one file that they match.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The file to write, exactly as it is written here.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>The format of the report; determined by the file's extension if omitted.</summary>
    [Parameter]
    public ReportFormat? Format { get; set; }

    /// <summary>Writes to a read-only file, too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Leaves an existing file as it is, and fails.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Passes the results on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _path = Resolve();
        _format = Format ?? ReportRenderers.FormatOf(System.IO.Path.GetExtension(_path)) ?? Refuse();
        if (!ShouldProcess(_path, Messages.ExportAction))
        {
            return;
        }

        if (NoClobber && File.Exists(_path))
        {
            Refuse(new IOException(MessageFormat.Format(Messages.ReportExists, _path)), "NoClobber", ErrorCategory.ResourceExists);
        }

        Try(() => _file = ReportFile.Open(_path, Force, NoClobber));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_file is null)
        {
            return;
        }

        if (Render(_format) is { } report)
        {
            Try(() => _file.Write(report, Cancellation));
        }
    }

    private protected override void Took(PSObject result)
    {
        if (PassThru)
        {
            WriteObject(result);
        }
    }

    private string Resolve()
    {
        string given = Path ?? LiteralPath!;
        ProviderInfo provider;
        string path;
        if (Path is not null && WildcardPattern.ContainsWildcardCharacters(Path))
        {
            Collection<string> found = GetResolvedProviderPathFromPSPath(Path, out provider);
            if (found.Count != 1)
            {
                Refuse(new ArgumentException(MessageFormat.Format(Messages.PathAmbiguous, Path, found.Count)), "AmbiguousPath", ErrorCategory.InvalidArgument);
            }

            path = found[0];
        }
        else
        {
            path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(given, out provider, out _);
        }

        if (provider.Name != FileSystem)
        {
            Refuse(new ArgumentException(MessageFormat.Format(Messages.NotAFilePath, given, provider.Name)), "NotAFile", ErrorCategory.InvalidArgument);
        }

        return path;
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (OperationCanceledException)
        {
            // The pipeline was stopped, and no reader is left for the rest.
        }
        catch (DirectoryNotFoundException exception)
        {
            Refuse(
                new DirectoryNotFoundException(MessageFormat.Format(Messages.NoSuchFolder, System.IO.Path.GetDirectoryName(_path)), exception),
                "NoSuchFolder",
                ErrorCategory.ObjectNotFound);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or System.Security.SecurityException)
        {
            Refuse(
                new IOException(MessageFormat.Format(Messages.ReportNotWritten, _path, exception.Message), exception), "CannotWrite", ErrorCategory.WriteError);
        }
    }

    private ReportFormat Refuse()
    {
        Refuse(
            new ArgumentException(MessageFormat.Format(Messages.UnknownExtension, _path, string.Join(", ", ReportRenderers.Extensions))),
            "UnknownFormat",
            ErrorCategory.InvalidArgument);
        return default;
    }

    private void Refuse(Exception exception, string errorId, ErrorCategory category) =>
        ThrowTerminatingError(new(exception, errorId, category, _path.Length > 0 ? _path : Path ?? LiteralPath));
}
