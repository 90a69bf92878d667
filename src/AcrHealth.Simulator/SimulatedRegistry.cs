namespace AcrHealth.Simulator;

/// <summary>
/// A registry of the simulated cloud. Each has the same one-layer image in two repositories, tagged <c>latest</c>.
/// </summary>
public sealed class SimulatedRegistry
{
    /// <summary>The repository that takes a token to pull from.</summary>
    public const string Repository = "hello";

    /// <summary>The repository that may be pulled from anonymously.</summary>
    public const string PublicRepository = "public/hello";

    private Fault _fault;

    internal SimulatedRegistry(string name, Fault fault, string loginServer, OtherHost? otherHost)
    {
        Name = name;
        _fault = fault;
        LoginServer = loginServer;
        OtherHost = otherHost;
    }

    /// <summary>The name of its fault, with a number behind it from the second registry of the same fault on.</summary>
    public string Name { get; }

    /// <summary>Its name in Azure Resource Manager, where names are of letters and digits, and at least five of them.</summary>
    public string ResourceName => "sim" + Name.Replace("-", "", StringComparison.Ordinal);

    /// <summary>Its fault; <see cref="Fault.Healthy"/> if it has none.</summary>
    public Fault Fault { get => Volatile.Read(ref _fault); internal set => Volatile.Write(ref _fault, value); }

    /// <summary>Its host and port, <c>localhost:port</c>.</summary>
    public string LoginServer { get; }

    /// <summary>The traffic that it has seen.</summary>
    public Traffic Traffic { get; } = new();

    /// <summary>The host that it sends clients to; <see langword="null"/> if its fault is not of that kind.</summary>
    public OtherHost? OtherHost { get; }

    /// <summary>Changes what is wrong with it while it runs. Requests that it has by then are answered as before.</summary>
    /// <param name="fault">The fault's name, or <c>healthy</c>.</param>
    /// <exception cref="ArgumentException">
    /// There is no such fault; or it, or the one before, is in the port, the certificate or another host, which are there from the start.
    /// </exception>
    public void ChangeFault(string fault)
    {
        Fault next = Fault.Find(fault);
        if (!Fault.Behavior.IsInAnswers || !next.Behavior.IsInAnswers)
        {
            throw new ArgumentException($"'{Fault.Name}' cannot become '{fault}' while the registry runs.", nameof(fault));
        }

        Fault = next;
    }
}
