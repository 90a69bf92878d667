using AcrHealth.Cli.Tests.Support;

// Started when the first test needs them.
[assembly: AssemblyFixture(typeof(SimulatedAzure))]
[assembly: AssemblyFixture(typeof(NativeProgram))]
