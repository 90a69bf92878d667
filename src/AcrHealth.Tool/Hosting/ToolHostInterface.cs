using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace AcrHealth.Tool.Hosting;

/// <summary>Sends what the engine says to the two output streams: results to one, everything about them to the other.</summary>
internal sealed class ToolHostInterface(Terminal terminal, Keyboard keyboard) : PSHostUserInterface
{
    private readonly ConsolePrompter _questioner = new(terminal, keyboard);

    public override PSHostRawUserInterface RawUI { get; } = new ToolHostRawInterface(terminal, keyboard);

    public override bool SupportsVirtualTerminal => terminal.ShowsStyle;

    public override void Write(string value) => terminal.WriteOutput(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        terminal.WriteOutput(Paint(foregroundColor, backgroundColor, value));

    public override void WriteLine(string value) => terminal.WriteOutputLine(value);

    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        terminal.WriteOutputLine(Paint(foregroundColor, backgroundColor, value));

    public override void WriteErrorLine(string value) => terminal.WriteErrorLine(value);

    public override void WriteWarningLine(string message) => WriteNotice(FormatStyle.Warning, Strings.WarningLine, message);

    public override void WriteVerboseLine(string message) => WriteNotice(FormatStyle.Verbose, Strings.VerboseLine, message);

    public override void WriteDebugLine(string message) => WriteNotice(FormatStyle.Debug, Strings.DebugLine, message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => terminal.ShowProgress(record);

    public override string ReadLine() => keyboard.ReadLine();

    public override SecureString ReadLineAsSecureString() => keyboard.ReadSecret();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        _questioner.AskForFields(caption, message, descriptions);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        _questioner.AskForChoice(caption, message, choices, defaultChoice);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        _questioner.AskForCredential(caption, message, userName);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => _questioner.AskForCredential(caption, message, userName);

    private void WriteNotice(FormatStyle style, string format, string message) => terminal.WriteErrorLine(
        GetFormatStyleString(style) + Message.Format(format, message) + GetFormatStyleString(FormatStyle.Reset));

    private string Paint(ConsoleColor foreground, ConsoleColor background, string value)
    {
        // What equals the terminal's own color is left to the terminal, which may well be dark on light.
        string start = (foreground == RawUI.ForegroundColor ? "" : PSStyle.MapForegroundColorToEscapeSequence(foreground))
            + (background == RawUI.BackgroundColor ? "" : PSStyle.MapBackgroundColorToEscapeSequence(background));
        return start.Length == 0 ? value : start + value + PSStyle.Instance.Reset;
    }
}
