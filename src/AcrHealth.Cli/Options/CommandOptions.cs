using System.CommandLine;
using AcrHealth.Cli.Resources;
using AcrHealth.Text;

namespace AcrHealth.Cli.Options;

/// <summary>The options of a command.</summary>
internal abstract class CommandOptions
{
    public Option<bool> Verbose { get; } = Switch("--verbose", Texts.VerboseOption, "-v");

    /// <summary>All options, in the order of the help.</summary>
    public abstract IEnumerable<Option> All { get; }

    /// <summary>The argument that names the objects of the command.</summary>
    protected abstract Argument Subjects { get; }

    public void AddTo(Command command)
    {
        command.Arguments.Add(Subjects);
        foreach (Option option in All)
        {
            command.Options.Add(option);
        }
    }

    protected static Option<int> Number(string name, string description, int standard, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "number", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[^1].Value, out int given) || given < least || given > most))
            {
                result.AddError(MessageFormat.Format(Texts.NotInRange, name, least, most));
            }
        });
        return option;
    }

    protected static Option<bool> Switch(string name, string description, params string[] aliases) => new(name, aliases) { Description = description };

    protected static Option<string?> Text(string name, string description, string helpName, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = helpName };
}
