using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace AcrHealth.Tool.Hosting;

/// <summary>Asks the person at the terminal. Questions go to the error stream, so that results can be redirected meanwhile.</summary>
internal sealed class Questioner(Terminal terminal, CancellationToken interrupted)
{
    public static HostException CannotAsk() => new(Strings.CannotAsk, null, "CannotAsk", ErrorCategory.ResourceUnavailable);

    public string ReadLine()
    {
        if (!terminal.CanAsk)
        {
            throw CannotAsk();
        }

        terminal.EndProgress();
        return Await(Console.ReadLine) ?? throw CannotAsk();
    }

    public SecureString ReadSecret()
    {
        if (!terminal.CanAsk)
        {
            throw CannotAsk();
        }

        terminal.EndProgress();
        return Await(ReadHiddenKeys);
    }

    public Dictionary<string, PSObject> AskForFields(string caption, string message, Collection<FieldDescription> fields)
    {
        Introduce(caption, message);
        Dictionary<string, PSObject> answers = [];
        foreach (FieldDescription field in fields)
        {
            answers[field.Name] = PSObject.AsPSObject(AskForField(field));
        }

        return answers;
    }

    public int AskForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Introduce(caption, message);
        Choice[] offered = [.. choices.Select(Choice.From)];
        string menu = string.Join("  ", offered.Select(choice => $"[{choice.Key}] {choice.Label}"));
        string hint = defaultChoice < 0
            ? Strings.ChoiceHelp
            : Message.Format(Strings.ChoiceHelpWithDefault, offered[defaultChoice].Key);

        while (true)
        {
            terminal.WriteError($"{menu}  {hint}: ");
            string answer = ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            int chosen = Array.FindIndex(offered, choice => choice.IsMeantBy(answer));
            if (chosen >= 0)
            {
                return chosen;
            }

            if (answer == "?")
            {
                foreach (Choice choice in offered)
                {
                    terminal.WriteErrorLine($"{choice.Key} - {choice.Help}");
                }
            }
        }
    }

    public PSCredential AskForCredential(string caption, string message, string userName)
    {
        Introduce(caption, message);
        string name = userName;
        while (string.IsNullOrEmpty(name))
        {
            terminal.WriteError(Strings.UserNamePrompt);
            name = ReadLine().Trim();
        }

        terminal.WriteError(Message.Format(Strings.PasswordPrompt, name));
        return new PSCredential(name, ReadSecret());
    }

    private object AskForField(FieldDescription field)
    {
        if (field.ParameterTypeFullName == typeof(PSCredential).FullName)
        {
            return AskForCredential(field.Name, field.HelpMessage, "");
        }

        if (field.ParameterTypeFullName == typeof(SecureString).FullName)
        {
            terminal.WriteError($"{field.Name}: ");
            return ReadSecret();
        }

        if (!field.ParameterTypeFullName.EndsWith("[]", StringComparison.Ordinal))
        {
            terminal.WriteError($"{field.Name}: ");
            return ReadLine();
        }

        List<string> lines = [];
        while (true)
        {
            terminal.WriteError($"{field.Name}[{lines.Count}]: ");
            string line = ReadLine();
            if (line.Length == 0)
            {
                return lines.ToArray();
            }

            lines.Add(line);
        }
    }

    private void Introduce(string caption, string message)
    {
        if (!terminal.CanAsk)
        {
            throw CannotAsk();
        }

        foreach (string text in (string[])[caption, message])
        {
            if (!string.IsNullOrEmpty(text))
            {
                terminal.WriteErrorLine(text);
            }
        }
    }

    private SecureString ReadHiddenKeys()
    {
        SecureString secret = new();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
            {
                terminal.WriteErrorLine("");
                secret.MakeReadOnly();
                return secret;
            }

            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.AppendChar(key.KeyChar);
            }
        }
    }

    /// <summary>Reading a terminal can't be cancelled, but waiting for it can: Ctrl+C answers a question too.</summary>
    private T Await<T>(Func<T> read)
    {
        try
        {
            return Task.Run(read, CancellationToken.None).WaitAsync(interrupted).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            terminal.WriteErrorLine("");
            throw new PipelineStoppedException();
        }
    }
}
