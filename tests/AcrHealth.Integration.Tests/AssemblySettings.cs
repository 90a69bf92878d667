using AcrHealth.Integration.Tests;

// The tests set variables of the environment, which are the whole process's: one at a time.
[assembly: Parallelization(Mode = ParallelizationMode.None)]

// Nothing is started before a test asks for it.
[assembly: AssemblyFixture(typeof(ContainerWorkshop))]
