namespace AcrHealth.Network.Dns;

/// <summary>What <see cref="Details.DnsExplanation.Outcome"/> can be: the DNS standard's names where it has one.</summary>
internal static class DnsOutcomes
{
    public const string Answered = "NoError";
    public const string NoSuchName = "NXDomain";
    public const string ServerFailure = "ServFail";
    public const string Refused = "Refused";

    /// <summary>The name exists and has no address.</summary>
    public const string NoAddresses = "NoData";

    /// <summary>No server answered in time.</summary>
    public const string NoAnswer = "NoAnswer";

    /// <summary>A server answered what cannot be read.</summary>
    public const string Unreadable = "Unreadable";

    /// <summary>No server is configured.</summary>
    public const string NoServer = "NoServer";
}
