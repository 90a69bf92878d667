using System.Globalization;
using System.Management.Automation.Host;

namespace AcrHealth.Tool.Hosting;

/// <summary>What the engine knows of the program that it runs in.</summary>
internal sealed class ToolHost(Terminal terminal, CancellationToken interrupted) : PSHost
{
    public override string Name => "acrhealth";

    public override Version Version { get; } = typeof(ToolHost).Assembly.GetName().Version ?? new Version(0, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI { get; } = new ToolHostInterface(terminal, new Keyboard(terminal, interrupted));

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <summary>The argument of the script's own <c>exit</c>; null when it never said so.</summary>
    public int? ExitCode { get; private set; }

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public void EndProgress() => terminal.EndProgress();

    public override void EnterNestedPrompt() => throw Keyboard.CannotAsk();

    public override void ExitNestedPrompt() => throw Keyboard.CannotAsk();

    public override void NotifyBeginApplication() => terminal.EndProgress();

    public override void NotifyEndApplication()
    {
    }
}
