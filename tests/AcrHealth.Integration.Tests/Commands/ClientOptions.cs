namespace AcrHealth.Integration.Tests.Commands;

/// <summary>
/// The commands of docker, Podman, nerdctl, ctr, Helm, kubectl and skopeo that texts use, with the options that texts use of each. Their documentation has all of
/// them; a test compares them with the help of the programs that are installed.
/// </summary>
internal static class ClientOptions
{
    /// <summary>The options of each command, which is a program and its subcommands.</summary>
    public static IReadOnlyDictionary<string, string[]> Of { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["ctr"] = [],
        ["ctr images list"] = [],
        ["ctr images pull"] = ["--platform"],
        ["ctr images delete"] = [],
        ["docker"] = ["--config", "--version"],
        ["docker build"] = ["--tag"],
        ["docker builder prune"] = [],
        ["docker buildx build"] = ["--platform", "--tag", "--push"],
        ["docker buildx imagetools inspect"] = [],
        ["docker context ls"] = [],
        ["docker context use"] = [],
        ["docker desktop restart"] = [],
        ["docker desktop start"] = [],
        ["docker image prune"] = ["--all"],
        ["docker info"] = [],
        ["docker login"] = [],
        ["docker ps"] = [],
        ["docker pull"] = ["--disable-content-trust", "--platform"],
        ["docker push"] = [],
        ["docker run"] = ["--isolation", "--privileged", "--rm"],
        ["docker system df"] = [],
        ["docker system prune"] = ["--all"],
        ["docker trust"] = [],
        ["docker version"] = [],
        ["helm"] = [],
        ["helm plugin list"] = [],
        ["helm pull"] = [],
        ["helm push"] = [],
        ["helm registry login"] = ["--username", "--password-stdin"],
        ["helm registry logout"] = [],
        ["helm version"] = ["--short"],
        ["kubectl apply"] = ["--filename"],
        ["kubectl create secret docker-registry"] = ["--namespace", "--docker-server", "--docker-username", "--docker-password"],
        ["kubectl delete"] = ["--namespace", "--selector"],
        ["kubectl describe"] = ["--namespace"],
        ["kubectl edit"] = ["--namespace"],
        ["kubectl get"] = ["--namespace", "--output"],
        ["kubectl logs"] = ["--namespace", "--selector"],
        ["kubectl rollout restart"] = [],
        ["nerdctl"] = [],
        ["nerdctl builder prune"] = [],
        ["nerdctl image prune"] = ["--all"],
        ["nerdctl info"] = [],
        ["nerdctl pull"] = ["--platform"],
        ["podman"] = [],
        ["podman builder prune"] = [],
        ["podman image prune"] = ["--all"],
        ["podman info"] = [],
        ["podman load"] = ["--input"],
        ["podman machine init"] = [],
        ["podman machine start"] = [],
        ["podman machine stop"] = [],
        ["podman pull"] = ["--platform"],
        ["podman run"] = ["--cap-drop", "--env", "--read-only", "--rm", "--volume"],
        ["podman system connection list"] = [],
        ["podman system df"] = [],
        ["podman system prune"] = ["--all"],
        ["skopeo copy"] = ["--format"],
    };

    /// <summary>The programs that are judged.</summary>
    public static IReadOnlySet<string> Programs { get; } = Of.Keys.Select(command => command.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);

    /// <summary>The longest of these commands that a command line begins with; null if there is none.</summary>
    public static string? CommandOf(string program, IReadOnlyList<string> arguments)
    {
        string[] words = [program, .. arguments.TakeWhile(argument => !argument.StartsWith('-'))];
        return Enumerable.Range(1, words.Length).Reverse().Select(count => string.Join(' ', words.Take(count))).FirstOrDefault(Of.ContainsKey);
    }
}
