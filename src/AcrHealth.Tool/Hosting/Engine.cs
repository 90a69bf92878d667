using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace AcrHealth.Tool.Hosting;

/// <summary>The PowerShell engine with the AcrHealth module imported, running one script after another.</summary>
internal sealed class Engine : IDisposable
{
    private readonly ToolHost _host;
    private readonly Runspace _runspace;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenRegistration _stopRegistration;
    private volatile Pipeline? _running;

    public Engine(Terminal terminal, string modulePath, CancellationToken stop)
    {
        _host = new ToolHost(terminal, stop);
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule(modulePath);
        if (OperatingSystem.IsWindows())
        {
            // The tool was installed in order to run this module: a policy for downloaded scripts has no say in it.
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        _runspace.Open();

        _stop = stop;
        _stopRegistration = stop.Register(() => _running?.StopAsync());
    }

    public int RunScript(string script) => Run(script, () => ExitCodes.Failure);

    /// <summary>
    /// Runs a file. Its own <c>exit 3</c> ends the file and leaves its number behind; only in a script that was typed does it end the session.
    /// An exception leaves none: what is there then is of a program before it.
    /// </summary>
    public int RunFile(string path, IEnumerable<string> arguments) => Run(
        ScriptInvocation.Compose(path, arguments),
        () => _runspace.SessionStateProxy.GetVariable("LASTEXITCODE") is int and not 0 and int left ? left : ExitCodes.Failure);

    private int Run(string script, Func<int> codeOfFailure)
    {
        Exception? failure = null;
        try
        {
            InvokeToScreen(script);
        }
        catch (PipelineStoppedException)
        {
            return ExitCodes.Failure;
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        if (_host.ExitCode is int exitCode)
        {
            return exitCode;
        }

        if (failure is not null)
        {
            Report(failure);
            return ExitCodes.Failure;
        }

        return LastStatementSucceeded() ? ExitCodes.Success : codeOfFailure();
    }

    /// <summary>The objects in a variable that a script has left.</summary>
    public IEnumerable<PSObject> ReadVariable(string name) =>
        LanguagePrimitives.GetEnumerable(_runspace.SessionStateProxy.GetVariable(name))?.Cast<object>().Select(PSObject.AsPSObject) ?? [];

    public void Dispose()
    {
        _stopRegistration.Dispose();
        _runspace.Dispose();
    }

    private void InvokeToScreen(string script)
    {
        // Only what goes into the history leaves its $? behind.
        using Pipeline pipeline = _runspace.CreatePipeline(script, addToHistory: true);
        // Merged, errors keep their place among the results; Out-Default still sends them to the error stream.
        pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add("Out-Default");
        _running = pipeline;
        try
        {
            if (_stop.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }

            pipeline.Invoke();
        }
        catch (InvalidPipelineStateException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            _running = null;
            _host.EndProgress();
        }
    }

    private void Report(Exception failure)
    {
        ErrorRecord record = failure is IContainsErrorRecord { ErrorRecord: ErrorRecord known }
            ? new ErrorRecord(known, failure)
            : new ErrorRecord(failure, failure.GetType().Name, ErrorCategory.NotSpecified, targetObject: null);
        PSObject error = PSObject.AsPSObject(record);
        // The mark by which Out-Default knows an error record to show from one to list.
        error.Properties.Add(new PSNoteProperty("writeErrorStream", true));
        using Pipeline pipeline = _runspace.CreatePipeline();
        pipeline.Commands.Add("Out-Default");
        pipeline.Invoke(new[] { error });
    }

    private bool LastStatementSucceeded()
    {
        using Pipeline pipeline = _runspace.CreatePipeline("$global:?");
        return pipeline.Invoke() is [{ BaseObject: true }];
    }
}
