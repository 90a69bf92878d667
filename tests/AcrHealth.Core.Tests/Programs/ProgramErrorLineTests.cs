using AcrHealth.Programs;

namespace AcrHealth.Core.Tests.Programs;

public sealed class ProgramErrorLineTests
{
    [Theory]
    [InlineData("Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?\n", "Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?")]
    [InlineData("WARNING: something harmless\nError response from daemon: no such host\n", "Error response from daemon: no such host")]
    [InlineData("Error response from daemon: no such host\nWARNING: something harmless\n", "Error response from daemon: no such host")]
    [InlineData("unknown flag: --nope\n\nUsage:  docker ps [OPTIONS]\n\nRun 'docker ps --help' for more information\n", "unknown flag: --nope")]
    [InlineData("docker: unknown command: docker nope\r\n\r\nRun 'docker --help' for more information\r\n", "docker: unknown command: docker nope")]
    [InlineData("whoami: unrecognized option '--quiet'\nTry 'whoami --help' for more information.\n", "whoami: unrecognized option '--quiet'")]
    [InlineData("Error: 2 errors occurred while pulling:\n * initializing a: unknown\n * initializing b: refused\ndone\n", "Error: 2 errors occurred while pulling: * initializing a: unknown * initializing b: refused")]
    [InlineData("\u001b[31mError: red\u001b[0m\nbye\n", "Error: red")]
    [InlineData("time=\"2026-01-01\" level=info msg=\"starting\"\ntime=\"2026-01-01\" level=fatal msg=\"no socket\"\nhint\n", "time=\"2026-01-01\" level=fatal msg=\"no socket\"")]
    [InlineData("Traceback (most recent call last):\n  File \"x\", line 1\nKeyError: 'home'\n", "KeyError: 'home'")]
    [InlineData("Usage: x\n", "Usage: x")]
    [InlineData(" \n\t\n\u001b[0m\n", "")]
    [InlineData("", "")]
    public void Of_what_a_program_says_to_standard_error_the_line_that_says_why_is_kept(string error, string line) =>
        Assert.Equal(line, ProgramErrorLine.InError(error));

    [Theory]
    [InlineData("false (GNU coreutils) 9.1\nCopyright (C) 2022 Free Software Foundation, Inc.\nLicense GPLv3+\n", "false (GNU coreutils) 9.1")]
    [InlineData("checking\nError: no engine\nbye\n", "Error: no engine")]
    [InlineData("\n\n", "")]
    public void Of_what_it_says_to_standard_output_an_error_or_the_first_line_is_kept(string output, string line) =>
        Assert.Equal(line, ProgramErrorLine.InOutput(output));

    [Fact]
    public void How_far_it_came_is_its_last_line() => Assert.Equal("layer 2 of 3", ProgramErrorLine.LastOf("layer 1 of 3\nlayer 2 of 3\n\n"));
}
