using AcrHealth.Benchmarks;
using BenchmarkDotNet.Running;

if (args is [SimulatorProcess.Command, string latency])
{
    await SimulatorProcess.ServeAsync(int.Parse(latency, System.Globalization.CultureInfo.InvariantCulture));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(SimulatorProcess).Assembly).Run(args);
