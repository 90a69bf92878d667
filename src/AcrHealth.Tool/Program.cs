using System.Management.Automation;
using AcrHealth.Tool;
using AcrHealth.Tool.CommandLine;
using AcrHealth.Tool.Commands;

// The engine reports the modules that it loads to its maker unless this is set; a tool that diagnoses private registries shouldn't.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

try
{
    return ArgumentParser.Parse(args) switch
    {
        RunScript command => ScriptRunner.Run(command.Script),
        RunScriptFromInput => ScriptRunner.RunInput(),
        RunScriptFile command => ScriptRunner.RunFile(command),
        RunDemo => await DemoRunner.RunAsync(),
        RunSimulator command => await SimulatorRunner.RunAsync(command),
        ShowSimulatorHelp => SimulatorHelp.Write(),
        ShowDemoHelp => HelpWriter.WriteDemoHelp(),
        ShowVersion => HelpWriter.WriteVersion(),
        _ => HelpWriter.WriteHelp(),
    };
}
catch (UsageException exception)
{
    HelpWriter.WriteMisuse(exception.Message);
    return ExitCodes.Misuse;
}
catch (Exception exception) when (exception is RuntimeException or IOException)
{
    Console.Error.WriteLine(exception.Message);
    return ExitCodes.Failure;
}
