using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AcrHealth.Testing;

namespace AcrHealth.Cli.Tests.Support;

/// <summary>A session of the real PowerShell with the module, which runs one command after another.</summary>
internal sealed class ModuleSession : IDisposable
{
    private const string End = "<end of the results>";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly Task<string> _errors;

    public ModuleSession()
    {
        var start = new ProcessStartInfo(PowerShellProgram.DotNet, [PowerShellProgram.Assembly, "-NoProfile", "-NonInteractive", "-NoLogo", "-Command", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        CliProgram.Prepare(start);

        // On a terminal with key modes, PowerShell sets them on its standard output.
        start.Environment["TERM"] = "dumb";
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
        Send($"$PSStyle.OutputRendering = 'PlainText'; Import-Module '{ModuleEngine.ModulePath}'");
    }

    /// <summary>The results of a command, as the module's JSON report has them.</summary>
    /// <param name="command">The command.</param>
    /// <param name="variables">The variables of its environment; null removes one.</param>
    public async Task<IReadOnlyList<JsonElement>> RunAsync(string command, IEnumerable<KeyValuePair<string, string?>> variables)
    {
        foreach ((string name, string? value) in variables)
        {
            Send($"[Environment]::SetEnvironmentVariable('{name}', {(value is null ? "$null" : $"'{value}'")})");
        }

        Send($"{command} | ConvertTo-AcrHealthReport -Format Json; '{End}'");
        var text = new StringBuilder();
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Deadline, TestContext.Current.CancellationToken) is { } line)
        {
            if (line == End)
            {
                return new CliOutcome(0, text.ToString(), string.Empty).Results;
            }

            text.AppendLine(line);
        }

        throw new InvalidOperationException(text + await _errors);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Send(string line) => _process.StandardInput.WriteLine(line);
}
