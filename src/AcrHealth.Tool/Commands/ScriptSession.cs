using System.Management.Automation;
using AcrHealth.Tool.Hosting;

namespace AcrHealth.Tool.Commands;

/// <summary>One engine on the process's own streams, which Ctrl+C, SIGTERM and an output that nothing can be written to all end.</summary>
internal sealed class ScriptSession : IDisposable
{
    private readonly Interruption _interruption = new();

    public ScriptSession()
    {
        if (!File.Exists(ModuleLocation.Manifest))
        {
            throw new RuntimeException(Message.Format(Strings.ModuleMissing, ModuleLocation.Manifest));
        }

        Terminal.OutputLost += _interruption.Request;
        Engine = new Engine(Terminal, ModuleLocation.Manifest, _interruption.Token);
    }

    public Terminal Terminal { get; } = new();

    public Engine Engine { get; }

    /// <summary>A run that was stopped says so, whatever the script made of it.</summary>
    public int Conclude(int exitCode) => _interruption.ExitCode ?? exitCode;

    public void Dispose()
    {
        Engine.Dispose();
        Terminal.Dispose();
        _interruption.Dispose();
    }
}
