namespace AcrHealth.Network.Dns;

/// <summary>The values of <see cref="Details.DnsExplanation.Outcome"/>: the DNS standard's names where it has one.</summary>
internal static class DnsOutcomes
{
    public const string Answered = "NoError";
    public const string NoSuchName = "NXDomain";
    public const string ServerFailure = "ServFail";
    public const string Refused = "Refused";

    /// <summary>The name exists and has no address.</summary>
    public const string NoAddresses = "NoData";

    /// <summary>No server responded in time.</summary>
    public const string NoAnswer = "NoAnswer";

    /// <summary>A server sent a response that cannot be read.</summary>
    public const string Unreadable = "Unreadable";

    /// <summary>No server is configured.</summary>
    public const string NoServer = "NoServer";
}
