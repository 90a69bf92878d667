using System.Text;
using AcrHealth.Simulator.Hosting;
using Microsoft.AspNetCore.Connections;

namespace AcrHealth.Simulator.Faults;

/// <summary>The behavior of servers that HTTP cannot express: steps that a connection never gets past.</summary>
internal static class RawConnections
{
    /// <summary>Takes the connection and says nothing.</summary>
    public static ConnectionStep Hang { get; } = (connection, _) => Task.Delay(Timeout.Infinite, connection.ConnectionClosed);

    public static ConnectionStep Close { get; } = (_, _) => Task.CompletedTask;

    public static ConnectionStep Reset { get; } = (connection, _) =>
    {
        connection.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Answers whatever comes first with these bytes, and closes.</summary>
    public static ConnectionStep Say(params byte[] bytes) => async (connection, _) => await AnswerAsync(connection, bytes);

    public static ConnectionStep Say(string text) => Say(Encoding.ASCII.GetBytes(text));

    /// <summary>Answers whatever comes first with these bytes, and then says no more.</summary>
    public static ConnectionStep SayAndHang(params byte[] bytes) => async (connection, next) =>
    {
        await AnswerAsync(connection, bytes);
        await Hang(connection, next);
    };

    public static ConnectionStep SayAndHang(string text) => SayAndHang(Encoding.ASCII.GetBytes(text));

    /// <summary>Answers whatever comes first with this text, again and again, with pauses.</summary>
    public static ConnectionStep Repeat(string text, TimeSpan pause) => async (connection, _) =>
    {
        while (true)
        {
            await AnswerAsync(connection, Encoding.ASCII.GetBytes(text));
            await Task.Delay(pause, connection.ConnectionClosed);
        }
    };

    /// <summary>Answers whatever comes first with this text, a byte a second.</summary>
    public static ConnectionStep Trickle(string text) => async (connection, _) =>
    {
        foreach (byte one in Encoding.ASCII.GetBytes(text))
        {
            await AnswerAsync(connection, [one]);
            await Task.Delay(TimeSpan.FromSeconds(1), connection.ConnectionClosed);
        }
    };

    private static async Task AnswerAsync(ConnectionContext connection, byte[] bytes)
    {
        const string Heard = nameof(RawConnections);
        if (connection.Items.TryAdd(Heard, true))
        {
            var first = await connection.Transport.Input.ReadAsync(connection.ConnectionClosed);
            connection.Transport.Input.AdvanceTo(first.Buffer.End);
        }

        await connection.Transport.Output.WriteAsync(bytes, connection.ConnectionClosed);
    }
}
