using System.Diagnostics;

namespace AcrHealth.Integration.Tests.Programs;

/// <summary>Runs programs to their end.</summary>
internal static class Command
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task<CommandResult> RunAsync(
        string path, IEnumerable<string> arguments, IEnumerable<(string Name, string? Value)>? environment = null, string? input = null, TimeSpan? deadline = null)
    {
        using Process process = Process.Start(StartInfo(path, arguments, environment))!;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(deadline ?? Deadline);
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(end.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(end.Token);
            await process.WaitForExitAsync(end.Token);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Runs a program that has to succeed, and gives its output.</summary>
    public static async Task<string> SucceedAsync(
        string path, IEnumerable<string> arguments, IEnumerable<(string Name, string? Value)>? environment = null, string? input = null)
    {
        CommandResult result = await RunAsync(path, arguments, environment, input);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"{Path.GetFileName(path)} ended with {result.ExitCode}: {result.Error}{result.Output}");
    }

    /// <summary>Describes the start of a program: without a shell, with its streams redirected to us, and with variables of its own.</summary>
    public static ProcessStartInfo StartInfo(string path, IEnumerable<string> arguments, IEnumerable<(string Name, string? Value)>? environment)
    {
        var info = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment ?? [])
        {
            // Null removes it.
            info.Environment[name] = value;
        }

        return info;
    }
}
