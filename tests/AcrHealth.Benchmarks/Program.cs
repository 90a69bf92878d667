using AcrHealth.Benchmarks;
using BenchmarkDotNet.Running;

if (args is [SimulatorProcess.Command, string latency])
{
    await SimulatorProcess.ServeAsync(int.Parse(latency, System.Globalization.CultureInfo.InvariantCulture));
    return 0;
}

if (args is [BesideAzureCli.Command, .. string[] rest])
{
    return BesideAzureCli.Run(rest);
}

BenchmarkSwitcher.FromAssembly(typeof(SimulatorProcess).Assembly).Run(args);
return 0;
