using Xunit.Sdk;
using Xunit.v3;

// The tests set variables of the environment, which are the whole process's: one at a time.
[assembly: Parallelization(Mode = ParallelMode.None)]

// Nothing is started before a test asks for it.
[assembly: AssemblyFixture(typeof(ContainerSandbox))]

// Real software takes its time: .ci/run has it all installed, and waits for it.
[assembly: Trait("Suite", "Long")]
