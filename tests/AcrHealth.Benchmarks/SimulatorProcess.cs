using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AcrHealth.Simulator;

namespace AcrHealth.Benchmarks;

/// <summary>A simulator in a process of its own, so that what it allocates is not counted as ours.</summary>
internal sealed class SimulatorProcess : IDisposable
{
    public const string Command = "simulate";

    private readonly Process _process;
    private readonly Description _description;

    private SimulatorProcess(Process process, Description description)
    {
        _process = process;
        _description = description;
    }

    public string LoginServer => _description.LoginServer;

    /// <summary>The certificate authority in PEM.</summary>
    public string Authority => _description.Authority;

    /// <summary>The variables that make Azure.Identity sign in.</summary>
    public IReadOnlyDictionary<string, string> Variables => _description.Variables;

    /// <param name="latency">Waited before every answer, in milliseconds.</param>
    public static SimulatorProcess Start(int latency)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(SimulatorProcess).Assembly.Location);
        }

        start.ArgumentList.Add(Command);
        start.ArgumentList.Add(latency.ToString(CultureInfo.InvariantCulture));
        Process process = Process.Start(start)!;
        string line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The simulator did not start.");
        return new(process, JsonSerializer.Deserialize<Description>(line)!);
    }

    /// <summary>Is the simulator, until whoever started it lets go of its input.</summary>
    public static async Task ServeAsync(int latency)
    {
        await using AzureSimulator azure = await AzureSimulator.StartAsync(new() { Latency = TimeSpan.FromMilliseconds(latency) });
        var description = new Description(
            azure.Healthy.LoginServer, azure.CertificateAuthority.ExportCertificatePem(), new Dictionary<string, string>(azure.EnvironmentVariables));
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(description));
        await Console.In.ReadToEndAsync();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private sealed record Description(string LoginServer, string Authority, IReadOnlyDictionary<string, string> Variables);
}
