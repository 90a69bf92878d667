using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace AcrHealth.Tool.Hosting;

/// <summary>What the person at the terminal types. Without such a person, reading fails in a way that cmdlets can catch.</summary>
internal sealed class Keyboard(Terminal terminal, CancellationToken interrupted)
{
    public static HostException CannotAsk() => new(Strings.CannotAsk, null, "CannotAsk", ErrorCategory.ResourceUnavailable);

    public void Demand()
    {
        if (!terminal.CanAsk)
        {
            throw CannotAsk();
        }
    }

    public string ReadLine() => Await(Console.ReadLine) ?? throw CannotAsk();

    public SecureString ReadSecret() => Await(ReadHiddenLine);

    public ConsoleKeyInfo ReadKey(bool isHidden) => Await(() => Console.ReadKey(isHidden));

    private SecureString ReadHiddenLine()
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
        Demand();
        terminal.EndProgress();
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
