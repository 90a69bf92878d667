using AcrHealth.Cli;
using AcrHealth.Simulator;
using AcrHealth.Simulator.CommandLine;
using AcrHealth.Simulator.Commands;
using AcrHealth.Simulator.Terminal;

using var console = new Utf8Console();
try
{
    using var signals = new StopSignals();
    return ArgumentParser.Parse(args) switch
    {
        RunDemo => await DemoRunner.RunAsync(signals),
        RunSimulator command => await SimulatorRunner.RunAsync(command, signals),
        ShowSimulatorHelp => SimulatorHelp.Write(),
        ShowDemoHelp => HelpWriter.WriteDemoHelp(),
        ShowVersion => HelpWriter.WriteVersion(),
        _ => HelpWriter.WriteHelp(),
    };
}
catch (UsageException exception)
{
    HelpWriter.WriteMisuse(exception.Message);
    return ExitCodes.Usage;
}
catch (IOException exception)
{
    // The disk is full, for example.
    Console.Error.WriteLine(Message.Format(Strings.CannotWrite, exception.Message));
    return ExitCodes.Failure;
}
