using AcrHealth.Core.Tests.Support;
using AcrHealth.Model;
using AcrHealth.Programs;

namespace AcrHealth.Core.Tests.Programs;

[Collection(EnvironmentChangers.Name)]
public sealed class ProgramPathTests : IDisposable
{
    private const string Command = "acrhealth-test-program";

    private readonly EnvironmentScope _variables = new();
    private readonly TemporaryDirectory _first = new();
    private readonly TemporaryDirectory _second = new();

    public ProgramPathTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Scripts of the Bourne shell and permission bits are Unix's.");
        _variables["PATH"] = string.Join(Path.PathSeparator, _first.Path, _second.Path);
    }

    [Fact]
    public void The_first_directory_that_has_the_program_wins()
    {
        string first = _first.Script(Command, "exit 0");
        _second.Script(Command, "exit 0");

        Assert.Equal(new ProgramLookup(first, null, ProgramAbsence.None), ProgramPath.Find(Command));
    }

    [Fact]
    public void What_cannot_be_run_is_passed_over_for_what_can()
    {
        _first.Script(Command, "exit 0", executable: false);
        string second = _second.Script(Command, "exit 0");

        Assert.Equal(second, ProgramPath.Find(Command).Path);
    }

    [Fact]
    public void A_file_without_the_permission_is_named()
    {
        string unfit = _second.Script(Command, "exit 0", executable: false);

        Assert.Equal(new ProgramLookup(null, unfit, ProgramAbsence.NotExecutable), ProgramPath.Find(Command));
    }

    [Fact]
    public void A_directory_is_named()
    {
        string directory = Directory.CreateDirectory(Path.Combine(_first.Path, Command)).FullName;

        Assert.Equal(new ProgramLookup(null, directory, ProgramAbsence.Directory), ProgramPath.Find(Command));
    }

    [Fact]
    public void A_link_to_nothing_is_not_found()
    {
        File.CreateSymbolicLink(Path.Combine(_first.Path, Command), Path.Combine(_first.Path, "gone"));

        Assert.Equal(ProgramAbsence.NotFound, ProgramPath.Find(Command).Absence);
    }

    // Relative entries, and the empty ones that POSIX reads as the current directory, would run what lies about where the person stands.
    [Theory]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("bin")]
    [InlineData("./bin")]
    [InlineData("..")]
    [InlineData("~")]
    public void Relative_entries_of_the_path_are_not_searched(string entry)
    {
        string cacheDuration = Directory.GetCurrentDirectory();
        Directory.CreateDirectory(Path.Combine(_first.Path, "bin"));
        Directory.CreateDirectory(Path.Combine(_first.Path, "~"));
        string program = _first.Script(Command, "exit 0");
        File.Copy(program, Path.Combine(_first.Path, "bin", Command));
        File.Copy(program, Path.Combine(_first.Path, "~", Command));
        _variables["PATH"] = $"{entry}{Path.PathSeparator}{_second.Path}{Path.PathSeparator}{entry}";
        try
        {
            Directory.SetCurrentDirectory(entry == ".." ? Path.Combine(_first.Path, "bin") : _first.Path);

            Assert.Equal(new ProgramLookup(null, null, ProgramAbsence.NotFound), ProgramPath.Find(Command));
        }
        finally
        {
            Directory.SetCurrentDirectory(cacheDuration);
        }
    }

    [Theory]
    [InlineData("./acrhealth-test-program")]
    [InlineData("bin/acrhealth-test-program")]
    [InlineData("../acrhealth-test-program")]
    [InlineData(".\\acrhealth-test-program")]
    public void A_relative_path_is_refused(string command)
    {
        _first.Script(Command, "exit 0");

        Assert.Equal(new ProgramLookup(null, null, ProgramAbsence.RelativePath), ProgramPath.Find(command));
    }

    [Fact]
    public void A_full_path_needs_no_search()
    {
        string program = _first.Script("another", "exit 0");
        _variables["PATH"] = null;

        Assert.Equal(program, ProgramPath.Find(program).Path);
        Assert.Equal(ProgramAbsence.Directory, ProgramPath.Find(_first.Path).Absence);
        Assert.Equal(ProgramAbsence.NotFound, ProgramPath.Find(program + "-gone").Absence);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a b; c")]
    public void What_is_no_program_is_none(string command) => Assert.Null(ProgramPath.Find(command).Path);

    [Theory]
    [InlineData(" podman ", "podman")]
    [InlineData("ctr", "ctr")]
    [InlineData("/usr/bin/podman", "/usr/bin/podman")]
    public void The_variable_names_the_container_client(string value, string command)
    {
        _variables[ContainerClient.Variable] = value;

        Assert.Equal((command, true), (ContainerClient.Find().Command, ContainerClient.Find().IsNamedByVariable));
    }

    public void Dispose()
    {
        _variables.Dispose();
        _first.Dispose();
        _second.Dispose();
    }
}
