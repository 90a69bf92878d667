using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>Servers that mean ill: what each may cost. They run alone, because the memory of the whole process is counted.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class ServerMemoryTests(Simulated simulated)
{
    private const long AllowedBytes = 64 * 1024 * 1024;

    [Theory]
    [InlineData("huge-headers")]
    [InlineData("endless-body")]
    [InlineData("endless-continue")]
    [InlineData("gzip-challenge")]
    [InlineData("refresh-endless")]
    [InlineData("access-endless")]
    [InlineData("refresh-huge")]
    [InlineData("access-huge")]
    [InlineData("refresh-gzip")]
    [InlineData("access-gzip")]
    [InlineData("access-deep")]
    public void A_server_cannot_make_us_spend_memory(string fault)
    {
        using var engine = new ModuleEngine();
        simulated.Check(engine, simulated.Azure.Healthy.LoginServer);
        long before = GC.GetTotalAllocatedBytes(precise: true);

        simulated.Check(engine, simulated.Azure[fault].LoginServer, "-TimeoutSeconds 2");

        // The server's share is in it: it runs in this process.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, AllowedBytes);
    }
}
