using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace AcrHealth.Testing;

/// <summary>The real PowerShell engine, with the module imported from where the build has laid it out.</summary>
public sealed class ModuleEngine : IDisposable
{
    // Opening a runspace and importing the module takes longer than most tests.
    // By language, because a runspace keeps the help that it has read.
    private static readonly ConcurrentDictionary<string, ConcurrentBag<Runspace>> Idle = new();

    private readonly Runspace _runspace;
    private readonly bool _isReusable;

    /// <param name="host">The host on which it shows things; none if left out.</param>
    /// <param name="uiCulture">The session's language; English if left out.</param>
    /// <param name="import">Whether the module is imported.</param>
    /// <param name="ownThread">Whether scripts run on a thread of the engine's own, as one that is to be stopped has to.</param>
    /// <param name="alone">Whether no other test uses its runspace, as one that changes modules or functions demands.</param>
    public ModuleEngine(PSHost? host = null, CultureInfo? uiCulture = null, bool import = true, bool ownThread = false, bool alone = false)
    {
        UICulture = uiCulture ?? CultureInfo.GetCultureInfo("en-US");
        _isReusable = host is null && import && !ownThread && !alone;
        if (_isReusable && IdleOnes.TryTake(out Runspace? idle))
        {
            _runspace = idle;
            return;
        }

        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        _runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        _runspace.ThreadOptions = ownThread ? PSThreadOptions.ReuseThread : PSThreadOptions.UseCurrentThread;
        _runspace.Open();
        if (import)
        {
            Run("Import-Module -Name $args[0] -ErrorAction Stop", ModulePath);
        }
    }

    public static string ModulePath => Metadata("ModulePath");

    public static string RepositoryRoot => Metadata("RepositoryRoot");

    public CultureInfo UICulture { get; }

    public Runspace Runspace => _runspace;

    private ConcurrentBag<Runspace> IdleOnes => Idle.GetOrAdd(UICulture.Name, _ => []);

    /// <summary>Runs a script to its end and gives all it wrote.</summary>
    public ScriptOutcome Run(string script, params object?[] arguments)
    {
        using PowerShell shell = Prepare(script, arguments);
        var output = new List<PSObject>();
        RuntimeException? terminating = null;
        using (new UICultureScope(UICulture))
        {
            try
            {
                shell.Invoke(null, output);
            }
            catch (RuntimeException exception)
            {
                terminating = exception;
            }
        }

        return new(
            output,
            [.. shell.Streams.Error],
            [.. shell.Streams.Verbose.Select(record => record.Message)],
            [.. shell.Streams.Warning.Select(record => record.Message)],
            [.. shell.Streams.Progress],
            terminating);
    }

    /// <summary>A script that has not been started.</summary>
    public PowerShell Prepare(string script, params object?[] arguments)
    {
        var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        shell.AddScript(script);
        foreach (object? argument in arguments)
        {
            shell.AddArgument(argument);
        }

        return shell;
    }

    /// <summary>Ends the runspace, or keeps it for another test, without the variables and the location of this one.</summary>
    public void Dispose()
    {
        if (!_isReusable || _runspace.RunspaceAvailability != RunspaceAvailability.Available)
        {
            _runspace.Dispose();
            return;
        }

        _runspace.ResetRunspaceState();
        IdleOnes.Add(_runspace);
    }

    private static string Metadata(string key) => BuildMetadata.Of(typeof(ModuleEngine).Assembly, key);
}
