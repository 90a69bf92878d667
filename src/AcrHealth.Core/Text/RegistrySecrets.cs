namespace AcrHealth.Text;

/// <summary>
/// The secrets that one registry issued: its tokens, and the signatures in its links. Outlives a run, since a server may repeat them in the next run.
/// </summary>
internal sealed class RegistrySecrets
{
    // Some tokens of the usual size fit, in each of the two generations.
    private const int Capacity = 16 * 1024;

    // This limit is for registries without a current run.
    private const int MostKept = 32;

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);
    private static readonly object Lock = new();
    private static readonly Dictionary<string, RegistrySecrets> Registries = new(StringComparer.OrdinalIgnoreCase);

    private readonly string _name;
    private int _visitors;
    private long _left;

    private RegistrySecrets(string name)
    {
        _name = name;
    }

    public SecretStore Store { get; } = new(Capacity);

    /// <summary>Returns the secrets of a registry, which are kept until they are closed as often as they were opened.</summary>
    public static RegistrySecrets Open(string name)
    {
        lock (Lock)
        {
            Forget();
            if (!Registries.TryGetValue(name, out RegistrySecrets? secrets))
            {
                secrets = new(name);
                Registries.Add(name, secrets);
            }

            secrets._visitors++;
            return secrets;
        }
    }

    public static IReadOnlyList<SecretStore> All()
    {
        lock (Lock)
        {
            return [.. Registries.Values.Select(secrets => secrets.Store)];
        }
    }

    public void Close()
    {
        lock (Lock)
        {
            _visitors--;
            _left = Environment.TickCount64;
            Forget();
        }
    }

    private static void Forget()
    {
        RegistrySecrets[] left = [.. Registries.Values.Where(secrets => secrets._visitors == 0).OrderByDescending(secrets => secrets._left)];
        for (int i = 0; i < left.Length; i++)
        {
            if (i >= MostKept || TimeSpan.FromMilliseconds(Environment.TickCount64 - left[i]._left) > KeptFor)
            {
                Registries.Remove(left[i]._name);
            }
        }
    }
}
