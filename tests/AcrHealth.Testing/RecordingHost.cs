using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace AcrHealth.Testing;

/// <summary>A host that keeps what is shown, and answers every question with one choice.</summary>
public sealed class RecordingHost : PSHost
{
    private readonly RecordingInterface _ui;

    /// <param name="width">Its width in columns.</param>
    /// <param name="color">Whether it understands escape sequences.</param>
    /// <param name="choice">The label of the choice that it makes, without its ampersand; null for a host that cannot ask.</param>
    public RecordingHost(int width = 100, bool color = false, string? choice = null)
    {
        _ui = new(width, color, choice);
    }

    /// <summary>The text that was shown so far.</summary>
    public string Shown => _ui.Shown.ToString();

    /// <summary>The questions that were asked so far.</summary>
    public IReadOnlyList<string> Questions => _ui.Questions;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => nameof(RecordingHost);

    public override PSHostUserInterface UI => _ui;

    public override Version Version { get; } = new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }

    private sealed class RecordingInterface(int width, bool color, string? choice) : PSHostUserInterface
    {
        public StringBuilder Shown { get; } = new();

        public List<string> Questions { get; } = [];

        public override PSHostRawUserInterface RawUI { get; } = new RecordingScreen(width);

        public override bool SupportsVirtualTerminal => color;

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw CannotAsk();

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            if (choice is null)
            {
                throw CannotAsk();
            }

            Questions.Add($"{caption}: {message}");
            return choices.ToList().FindIndex(option => option.Label.Replace("&", string.Empty, StringComparison.Ordinal) == choice);
        }

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw CannotAsk();

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw CannotAsk();

        public override string ReadLine() => throw CannotAsk();

        public override SecureString ReadLineAsSecureString() => throw CannotAsk();

        public override void Write(string value) => Shown.Append(GetOutputString(value, SupportsVirtualTerminal));

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

        public override void WriteLine(string value) => Write(value + '\n');

        public override void WriteDebugLine(string message) => WriteLine(message);

        public override void WriteErrorLine(string value) => WriteLine(value);

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override void WriteVerboseLine(string message) => WriteLine(message);

        public override void WriteWarningLine(string message) => WriteLine(message);

        private static HostException CannotAsk() => new("This host has nobody to ask.");
    }

    private sealed class RecordingScreen(int width) : PSHostRawUserInterface
    {
        public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

        public override Size BufferSize { get; set; } = new(width, 100);

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; }

        public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.White;

        public override bool KeyAvailable => false;

        public override Size MaxPhysicalWindowSize => new(width, 100);

        public override Size MaxWindowSize => new(width, 100);

        public override Coordinates WindowPosition { get; set; }

        public override Size WindowSize { get; set; } = new(width, 100);

        public override string WindowTitle { get; set; } = string.Empty;

        public override void FlushInputBuffer()
        {
        }

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw new NotSupportedException();

        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException();

        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException();
    }
}
