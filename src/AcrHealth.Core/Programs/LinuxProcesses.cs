using System.Globalization;
using System.Text;

namespace AcrHealth.Programs;

/// <summary>Finds processes in Linux's /proc.</summary>
internal static class LinuxProcesses
{
    private const string Root = "/proc";

    // The fields of /proc/[pid]/stat after the command's name, which may have spaces and parentheses itself (proc(5)).
    private const int StateField = 0;
    private const int ParentField = 1;

    /// <summary>
    /// The processes that a program started, directly or not, and that still run: those whose environment has the mark, and their
    /// children. The program itself is not among them.
    /// </summary>
    /// <param name="program">The program's process id; null if it has exited and the id may be another's.</param>
    /// <param name="mark">A variable and its value, as the environment contains them.</param>
    public static IReadOnlyCollection<int> DescendantsOf(int? program, string mark)
    {
        byte[] entry = Encoding.UTF8.GetBytes(mark);
        Dictionary<int, int> parents = [];
        HashSet<int> found = [];
        foreach (int id in Ids())
        {
            if (id != Environment.ProcessId && ReadStat(id) is (int parent, true))
            {
                parents[id] = parent;
                if (id != program && IsMarked(id, entry))
                {
                    found.Add(id);
                }
            }
        }

        // A process with another environment is still its parent's child.
        bool more = true;
        while (more)
        {
            more = false;
            foreach ((int id, int parent) in parents)
            {
                more |= id != program && (parent == program || found.Contains(parent)) && found.Add(id);
            }
        }

        return found;
    }

    private static IEnumerable<int> Ids()
    {
        foreach (string directory in Directory.EnumerateDirectories(Root))
        {
            if (int.TryParse(Path.GetFileName(directory.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int id))
            {
                yield return id;
            }
        }
    }

    private static (int Parent, bool IsAlive)? ReadStat(int id)
    {
        try
        {
            string stat = File.ReadAllText($"{Root}/{id}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return (int.Parse(fields[ParentField], CultureInfo.InvariantCulture), fields[StateField] is not ("Z" or "X"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException)
        {
            // The process exited while it was read.
            return null;
        }
    }

    private static bool IsMarked(int id, ReadOnlySpan<byte> mark)
    {
        try
        {
            ReadOnlySpan<byte> environment = File.ReadAllBytes($"{Root}/{id}/environ");
            int start = environment.IndexOf(mark);
            return start >= 0
                && (start == 0 || environment[start - 1] == 0)
                && (start + mark.Length == environment.Length || environment[start + mark.Length] == 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process exited, or belongs to another user.
            return false;
        }
    }
}
