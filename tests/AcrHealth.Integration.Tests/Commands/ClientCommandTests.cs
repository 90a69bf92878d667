using System.Text.RegularExpressions;
using AcrHealth.Testing;

namespace AcrHealth.Integration.Tests.Commands;

/// <summary>Judges every command of container clients, Helm, kubectl and skopeo in all texts.</summary>
public sealed class ClientCommandTests
{
    private static IReadOnlyList<WrittenCommand> Commands { get; } = [.. WrittenCommand.All.Where(command => ClientOptions.Programs.Contains(ProgramOf(command)))];

    // Programs of their own, which docker may be installed without.
    private static readonly string[] Plugins = ["docker buildx", "docker desktop"];

    // Debian has neither Helm nor nerdctl: their commands are judged by the list alone.
    public static TheoryData<string> Programs => [.. ClientOptions.Programs.Where(program => program is not ("helm" or "nerdctl"))];

    [Fact]
    public void Every_command_of_a_client_is_a_known_one_with_known_options()
    {
        Assert.True(Commands.Count > 80, $"Only {Commands.Count} commands were found.");
        Complaints.AssertNone(Commands.Select(Complaint).OfType<string>());
    }

    [Fact]
    public void Every_known_command_and_option_is_used() => Assert.All(ClientOptions.Of, command =>
    {
        WrittenCommand[] users = [.. Commands.Where(user => ClientOptions.CommandOf(ProgramOf(user), user.Arguments) == command.Key)];
        Assert.True(users.Length > 0 || !command.Key.Contains(' ', StringComparison.Ordinal), $"No text uses {command.Key}.");
        Assert.Empty(command.Value.Except(users.SelectMany(user => user.Arguments).Select(NameOf)).Select(option => $"No text uses {command.Key} {option}."));
    });

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_program_that_is_installed_has_these_commands_and_options(string program)
    {
        string path = Installed.OrSkip(program, program);
        var complaints = new List<string>();

        // kubectl lists the options that all of its commands have in a topic of their own.
        string inherited = program == "kubectl" ? (await Command.RunAsync(path, ["options"])).Output : string.Empty;
        foreach ((string command, string[] options) in ClientOptions.Of.Where(command => command.Key.Split(' ')[0] == program))
        {
            CommandResult result = await Command.RunAsync(path, [.. command.Split(' ').Skip(1), "--help"]);
            string help = result.Output + result.Error;

            // The programs answer a command that they do not know with the help of the command above it.
            string usage = command == program ? program : $@"{program}\b[^\[\n]*\b{command.Split(' ')[^1]}";
            if (!Regex.IsMatch(help, $@"Usage:\s+{usage}\b", RegexOptions.IgnoreCase))
            {
                complaints.AddRange(Plugins.Any(plugin => command.StartsWith(plugin, StringComparison.Ordinal)) ? [] : [$"{command}: {help.Split('\n')[0]}"]);
                continue;
            }

            complaints.AddRange(options.Where(option => !Regex.IsMatch(help + inherited, $@"(?<![\w-]){option}(?![\w-])")).Select(option => $"{command} has no {option}."));
        }

        Complaints.AssertNone(complaints);
    }

    private static string? Complaint(WrittenCommand command) => ClientOptions.CommandOf(ProgramOf(command), command.Arguments) switch
    {
        // A literal of a source file that begins with the program's name may be a sentence.
        null => IsOfSource(command) ? null : $"{command} -> no such command",
        var known when known == ProgramOf(command) && command.Arguments is [not ['-', ..], ..] => IsOfSource(command) ? null : $"{command} -> no such command",
        var known => OptionsOf(command, known).Except([.. ClientOptions.Of[known], "--help"]).FirstOrDefault() is { } option ? $"{command} -> {known} has no {option}" : null,
    };

    private static bool IsOfSource(WrittenCommand command) => command.Text.Source.EndsWith(".cs", StringComparison.Ordinal);

    /// <summary>The options that a command line gives to the program; what stands behind the image belongs to the container.</summary>
    private static IEnumerable<string> OptionsOf(WrittenCommand command, string known)
    {
        IEnumerable<string> arguments = command.Arguments.Skip(known.Split(' ').Length - 1);
        return (known == "docker run" ? arguments.TakeWhile(argument => argument.StartsWith('-')) : arguments.Where(argument => argument.StartsWith('-'))).Select(NameOf);
    }

    // WSL starts programs of Windows by their whole names.
    private static string ProgramOf(WrittenCommand command) =>
        command.Program.EndsWith(".exe", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(command.Program) : command.Program;

    private static string NameOf(string argument) => argument.Split('=')[0];
}
