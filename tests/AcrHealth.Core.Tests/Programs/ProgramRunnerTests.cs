using System.Globalization;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Programs;

namespace AcrHealth.Core.Tests.Programs;

public sealed class ProgramRunnerTests : IDisposable
{
    private const int Kept = 64 * 1024;

    private readonly TemporaryDirectory _directory = new();
    private readonly Deadline _deadline = new(40);

    public ProgramRunnerTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs of these tests are scripts of the Bourne shell.");
    }

    [Fact]
    public async Task What_a_program_says_and_how_it_ends_is_told()
    {
        ProgramRun run = await RunAsync("echo out; echo err >&2; exit 3");

        Assert.Equal((3, "out\n", "err\n"), (run.ExitCode, run.Output, run.Error));
        Assert.False(run.Succeeded);
        Assert.False(run.TimedOut);
        Assert.Null(run.StartFailure);
    }

    [Fact]
    public async Task Warnings_on_standard_error_are_no_failure() => Assert.True((await RunAsync("echo WARNING >&2")).Succeeded);

    [Fact]
    public async Task Arguments_arrive_as_they_are()
    {
        ProgramRun run = await RunAsync("printf '%s\\n' \"$@\"", "a b", "$(id)", "; exit 1", "\"quoted\"", "*", string.Empty, "김");

        Assert.Equal("a b\n$(id)\n; exit 1\n\"quoted\"\n*\n\n김\n", run.Output);
    }

    [Theory]
    [InlineData(5, "12345", true)]
    [InlineData(6, "123456", false)]
    [InlineData(7, "123456", false)]
    public async Task Output_is_kept_up_to_the_limit_and_it_is_told_that_there_was_more(int limit, string kept, bool isCut)
    {
        ProgramRun run = await ProgramRunner.RunAsync("/bin/sh", ["-c", "printf 123456"], _deadline.Token, outputLimit: limit);

        Assert.Equal((kept, isCut), (run.Output, run.IsOutputCut));
    }

    [Fact]
    public async Task A_program_that_reads_finds_nothing_to_read() => Assert.Equal("end\n", (await RunAsync("cat; echo end")).Output);

    [Fact]
    public async Task Text_that_is_not_UTF_8_is_read_without_harm() => Assert.Equal("a\ufffdb", (await RunAsync("printf 'a\\377b'")).Output);

    [Fact]
    public async Task A_killed_program_has_a_code_that_is_not_success()
    {
        ProgramRun run = await RunAsync("kill -9 $$");

        Assert.Equal(137, run.ExitCode);
        Assert.False(run.TimedOut);
    }

    [Theory]
    [InlineData("not a program")]
    [InlineData("#!/no/such/interpreter\n")]
    [InlineData("")]
    public async Task What_the_system_cannot_start_is_told(string content)
    {
        string path = _directory.Write("unfit", content, executable: true);

        ProgramRun run = await ProgramRunner.RunAsync(path, [], _deadline.Token);

        Assert.NotEmpty(run.StartFailure!);
        Assert.Null(run.ExitCode);
        Assert.False(run.Succeeded);
    }

    [Fact]
    public async Task What_may_not_be_executed_or_is_not_there_is_told()
    {
        string path = _directory.Script("unfit", "exit 0", executable: false);

        Assert.NotNull((await ProgramRunner.RunAsync(path, [], _deadline.Token)).StartFailure);
        Assert.NotNull((await ProgramRunner.RunAsync(path + "-gone", [], _deadline.Token)).StartFailure);
        Assert.NotNull((await ProgramRunner.RunAsync(_directory.Path, [], _deadline.Token)).StartFailure);
    }

    [Fact]
    public async Task When_the_time_is_up_the_program_ends_with_its_children()
    {
        string pids = Path.Combine(_directory.Path, "pids");
        string script = _directory.Script("hang", $"sleep 300 & echo $! > {pids}.new; echo $$ >> {pids}.new; echo before; mv {pids}.new {pids}; wait");
        using var time = CancellationTokenSource.CreateLinkedTokenSource(_deadline.Token);

        Task<ProgramRun> running = ProgramRunner.RunAsync(script, [], time.Token);
        await UntilAsync(() => File.Exists(pids));
        await time.CancelAsync();
        ProgramRun run = await running;

        Assert.True(run.TimedOut);
        Assert.Null(run.ExitCode);
        Assert.Equal("before\n", run.Output);
        int[] processes = [.. (await File.ReadAllLinesAsync(pids, _deadline.Token)).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
        Assert.Equal(2, processes.Length);
        await UntilAsync(() => !Array.Exists(processes, ChildProcesses.IsRunning));
    }

    // A grandchild that keeps the pipe open must not keep us waiting for the end of the output.
    [Fact]
    public async Task A_child_left_behind_does_not_hold_up_the_answer_and_ends()
    {
        ProgramRun run = await RunAsync("sleep 300 & echo $!");

        Assert.True(run.Succeeded);
        Assert.False(ChildProcesses.IsRunning(int.Parse(run.Output, CultureInfo.InvariantCulture)));
    }

    // Each left the tree in a way of its own, and has said which process it is before the program goes on.
    [Theory]
    [InlineData("setsid sh -c 'echo $$ > PID.new; mv PID.new PID; exec sleep 300' &")]
    [InlineData("(setsid sh -c 'echo $$ > PID.new; mv PID.new PID; exec sleep 300' &)")]
    [InlineData("(setsid setsid sh -c 'echo $$ > PID.new; mv PID.new PID; exec sleep 300' > /dev/null 2>&1 < /dev/null &) &")]
    [InlineData("(trap '' HUP TERM INT; setsid sh -c 'echo $$ > PID.new; mv PID.new PID; exec yes spam' &) &")]
    [InlineData("(setsid sh -c 'echo $$ > PID.new; mv PID.new PID; while :; do sleep 0.01 & done' 2> /dev/null > /dev/null &) &")]
    public async Task A_descendant_that_left_the_tree_ends_too(string leave)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the tree is all that is known.");
        string pid = Path.Combine(_directory.Path, "pid");
        string left = leave.Replace("PID", pid, StringComparison.Ordinal);

        ProgramRun exited = await RunAsync($"{left}\nwhile [ ! -e {pid} ]; do sleep 0.02; done; echo done");
        int ofExited = Pid();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(_deadline.Token);
        Task<ProgramRun> running = ProgramRunner.RunAsync(_directory.Script("hang", $"{left}\nsleep 300"), [], time.Token);
        await UntilAsync(() => File.Exists(pid));
        await time.CancelAsync();
        ProgramRun ended = await running;

        Assert.True(exited.Succeeded);
        Assert.True(ended.TimedOut);
        Assert.False(ChildProcesses.IsRunning(ofExited));
        Assert.False(ChildProcesses.IsRunning(Pid()));

        int Pid()
        {
            int found = int.Parse(File.ReadAllText(pid), CultureInfo.InvariantCulture);
            File.Delete(pid);
            return found;
        }
    }

    [Fact]
    public async Task A_child_with_an_environment_of_its_own_ends_with_its_parent()
    {
        string pid = Path.Combine(_directory.Path, "pid");
        string script = _directory.Script("hang", $"setsid env -i PATH=\"$PATH\" sh -c 'echo $$ > {pid}.new; mv {pid}.new {pid}; exec sleep 300' & sleep 300");
        using var time = CancellationTokenSource.CreateLinkedTokenSource(_deadline.Token);

        Task<ProgramRun> running = ProgramRunner.RunAsync(script, [], time.Token);
        await UntilAsync(() => File.Exists(pid));
        await time.CancelAsync();
        await running;

        Assert.False(ChildProcesses.IsRunning(int.Parse(await File.ReadAllTextAsync(pid, _deadline.Token), CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_program_is_not_started_when_the_time_is_up()
    {
        string trace = Path.Combine(_directory.Path, "trace");

        ProgramRun run = await ProgramRunner.RunAsync(_directory.Script("program", $"touch {trace}"), [], new CancellationToken(canceled: true));

        Assert.True(run.TimedOut);
        Assert.False(File.Exists(trace));
    }

    [Fact]
    public async Task It_runs_where_and_with_the_variables_that_it_is_given()
    {
        string script = _directory.Script("program", "pwd -P; echo $SOMETHING");

        ProgramRun run = await ProgramRunner.RunAsync(
            script, [], _deadline.Token, workingDirectory: "/", environment: new Dictionary<string, string> { ["SOMETHING"] = "a b" });

        Assert.Equal("/\na b\n", run.Output);
    }

    [Fact]
    public async Task Of_100_megabytes_only_the_beginning_of_the_output_is_kept()
    {
        ProgramRun run = await RunAsync("echo first; head -c 100000000 /dev/zero | tr '\\0' x; echo last");

        Assert.True(run.Succeeded);
        Assert.Equal(Kept, run.Output.Length);
        Assert.StartsWith("first\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_100_megabytes_only_the_end_of_the_error_is_kept()
    {
        ProgramRun run = await RunAsync("(echo first; head -c 100000000 /dev/zero | tr '\\0' x; echo last) >&2");

        Assert.True(run.Succeeded);
        Assert.Equal(Kept, run.Error.Length);
        Assert.EndsWith("xlast\n", run.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _deadline.Dispose();
        _directory.Dispose();
    }

    private Task<ProgramRun> RunAsync(string script, params string[] arguments) =>
        ProgramRunner.RunAsync(_directory.Script("program", script), arguments, _deadline.Token);

    private async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(20, _deadline.Token);
        }
    }
}
