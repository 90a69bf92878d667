using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace AcrHealth.Tool.Hosting;

/// <summary>Asks the person at the terminal. Questions go to the error stream, so that results can be redirected meanwhile.</summary>
internal sealed class ConsolePrompter(Terminal terminal, Keyboard keyboard)
{
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
            string answer = keyboard.ReadLine().Trim();
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
            name = keyboard.ReadLine().Trim();
        }

        terminal.WriteError(Message.Format(Strings.PasswordPrompt, name));
        return new PSCredential(name, keyboard.ReadSecret());
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
            return keyboard.ReadSecret();
        }

        if (!field.ParameterTypeFullName.EndsWith("[]", StringComparison.Ordinal))
        {
            terminal.WriteError($"{field.Name}: ");
            return keyboard.ReadLine();
        }

        List<string> lines = [];
        while (true)
        {
            terminal.WriteError($"{field.Name}[{lines.Count}]: ");
            string line = keyboard.ReadLine();
            if (line.Length == 0)
            {
                return lines.ToArray();
            }

            lines.Add(line);
        }
    }

    private void Introduce(string caption, string message)
    {
        keyboard.Demand();
        foreach (string text in (string[])[caption, message])
        {
            if (!string.IsNullOrEmpty(text))
            {
                terminal.WriteErrorLine(text);
            }
        }
    }
}
