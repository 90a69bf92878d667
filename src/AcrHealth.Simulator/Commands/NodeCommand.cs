using AcrHealth.Simulator.Shell;

namespace AcrHealth.Simulator.Commands;

/// <summary>Writes the commands that show what is wrong with a simulated node, for the module and for the native program.</summary>
internal static class NodeCommand
{
    public static IEnumerable<string> For(SimulatedNode node, SimulatedRegistry registry, string authority)
    {
        // Both are typed in the session that has the variables, which is PowerShell's.
        string certificates = PowerShellText.Quote(authority);
        string root = PowerShellText.Quote(node.Root);
        string secret = PowerShellText.Quote(node.PullSecret);
        foreach (bool isKubelet in node.Fault.SeenWith.Select(parameter => parameter == NodeFault.Kubelet))
        {
            string parameter = isKubelet ? "-Kubelet" : $"-PullSecret {secret}";
            string option = isKubelet ? "--kubelet" : $"--pull-secret {secret}";
            yield return $"Test-AcrHealth {registry.LoginServer} -NodeRoot {root} {parameter} -Repository {SimulatedRegistry.Repository} -CACertificate {certificates}";
            yield return $"acrhealth test {registry.LoginServer} --node-root {root} {option} --repository {SimulatedRegistry.Repository} --ca-certificate {certificates}";
        }
    }
}
