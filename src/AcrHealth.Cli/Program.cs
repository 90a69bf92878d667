using AcrHealth.Cli;
using AcrHealth.Cli.Commands;
using AcrHealth.Cli.Output;

UserCulture.Apply();
StandardOutput.Apply();
using var signals = new StopSignals();
return await CommandTree.RunAsync(args, signals).ConfigureAwait(false);
