using AcrHealth.Cli;
using AcrHealth.Cli.Commands;

UserCulture.Apply();
using var signals = new StopSignals();
return await CommandTree.RunAsync(args, signals).ConfigureAwait(false);
