using System.Text.Json;
using AcrHealth.Kubernetes;
using k8s;
using k8s.Models;

namespace AcrHealth.Core.Tests.Kubernetes;

/// <summary>Holds manifests against the models of the Kubernetes API and the Pod Security level that they state.</summary>
public sealed class ManifestTests
{
    private static readonly string Deploy = Path.Combine(Repository.Root, "deploy", "kubernetes");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Deploy, "*.yaml").Select(file => Path.GetFileName(file))];

    [Theory]
    [InlineData("Ubuntu 22.04.5 LTS", "/etc/ssl/certs")]
    [InlineData("Microsoft Azure Linux 3.0", "/etc/pki")]
    public void The_pod_of_a_node_is_one_of_the_API_s_model(string distribution, string authorities)
    {
        var node = new ClusterNode { Name = "aks-pool1-0", Distribution = distribution };
        var options = new ClusterOptions { Registries = ["contoso", "fabrikam.azurecr.io"], Repository = "web/app:v1", Image = "contoso.azurecr.io/tools/acrhealth:1", Namespace = "checks", ManagedIdentityClientId = "1234" };

        V1Pod pod = KubernetesYaml.Deserialize<V1Pod>(NodePodManifest.Text(new NodePodManifest("0badcafe", options).Create(node, NodeMount.For(node))), strict: true);

        Assert.Equal(("v1", "Pod", "checks"), (pod.ApiVersion, pod.Kind, pod.Metadata.NamespaceProperty));
        Assert.Equal(["aks-pool1-0"], pod.Spec.Affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution.NodeSelectorTerms.Single().MatchFields.Single().Values);
        Assert.Equal((true, "Default", "Never", false), (pod.Spec.HostNetwork, pod.Spec.DnsPolicy, pod.Spec.RestartPolicy, pod.Spec.AutomountServiceAccountToken));
        Assert.Equal("Exists", Assert.Single(pod.Spec.Tolerations).OperatorProperty);
        Assert.Contains(pod.Spec.Volumes, volume => volume.HostPath?.Path == authorities);
        Assert.Equal(["test", "contoso", "fabrikam.azurecr.io", "--repository", "web/app:v1"], pod.Spec.Containers.Single().Args.Take(5));
        AssertConfined(pod.Spec);
        AssertNodeFilesAreSafe(pod.Spec);
        AssertName(pod.Metadata.Name);
        Assert.All(pod.Metadata.Labels.Values, AssertName);
    }

    [Fact]
    public void A_node_signs_in_as_its_kubelet_does_unless_the_caller_says_otherwise()
    {
        var options = new ClusterOptions { Registries = ["contoso"], Image = "x" };

        Assert.Contains("--kubelet", NodeArguments.Of(options));
        Assert.DoesNotContain("--kubelet", NodeArguments.Of(options with { Anonymous = true }));
        Assert.DoesNotContain("--kubelet", NodeArguments.Of(options with { ManagedIdentityClientId = "1234" }));
        Assert.All([options, options with { Anonymous = true }], one => Assert.Contains("--node-root /node", string.Join(' ', NodeArguments.Of(one)), StringComparison.Ordinal));
    }

    [Fact]
    public void The_list_of_a_preview_is_a_list_of_pods()
    {
        var options = new ClusterOptions { Registries = ["contoso"], Image = "x" };

        using JsonDocument list = JsonDocument.Parse(new NodePodManifest("0badcafe", options).List([new() { Name = "a" }, new() { Name = new string('b', 250) }]));

        Assert.Equal(2, list.RootElement.GetProperty("items").GetArrayLength());
        Assert.All(list.RootElement.GetProperty("items").EnumerateArray(), item => AssertName(item.GetProperty("metadata").GetProperty("name").GetString()!));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_manifest_is_one_of_the_API_s_models(string file)
    {
        string text = File.ReadAllText(Path.Combine(Deploy, file));

        List<object> objects = KubernetesYaml.LoadAllFromString(text, strict: true);

        Assert.NotEmpty(objects);
        Assert.All(objects.Select(Template).OfType<V1PodTemplateSpec>(), template => AssertLevel(template, text));
    }

    [Fact]
    public void The_rights_are_the_least_that_the_commands_need()
    {
        List<object> objects = KubernetesYaml.LoadAllFromString(File.ReadAllText(Path.Combine(Deploy, "rbac.yaml")), strict: true);
        V1PolicyRule[] rules = [.. objects.OfType<V1Role>().SelectMany(role => role.Rules), .. objects.OfType<V1ClusterRole>().SelectMany(role => role.Rules)];

        Assert.DoesNotContain(rules, rule => rule.Verbs.Contains("*") || rule.Resources.Contains("*") || rule.ApiGroups.Contains("*"));
        Assert.All(rules.Where(rule => rule.Verbs.Any(verb => verb is "create" or "delete")), rule => Assert.Equal(["pods"], rule.Resources));
    }

    private static V1PodTemplateSpec? Template(object item) => item switch
    {
        V1DaemonSet set => set.Spec.Template,
        V1Job job => job.Spec.Template,
        V1CronJob job => job.Spec.JobTemplate.Spec.Template,
        V1Deployment deployment => deployment.Spec.Template,
        _ => null,
    };

    // Each manifest says in a comment which level it needs; these are the controls of that level.
    private static void AssertLevel(V1PodTemplateSpec template, string text)
    {
        string level = text.Split('\n').Single(line => line.StartsWith("# Pod Security level: ", StringComparison.Ordinal)).Split(": ")[1].Trim();
        V1PodSpec spec = template.Spec;
        bool isWindows = spec.SecurityContext?.WindowsOptions?.HostProcess == true;
        if (!isWindows)
        {
            AssertConfined(spec);
        }

        bool usesHost = spec.HostNetwork == true || spec.HostPID == true || spec.HostIPC == true || isWindows || spec.Volumes?.Any(volume => volume.HostPath is not null) == true;
        switch (level)
        {
            case "restricted":
                Assert.False(usesHost);
                Assert.True(spec.SecurityContext?.RunAsNonRoot);
                Assert.NotEqual(0, spec.SecurityContext?.RunAsUser);
                Assert.All(spec.Volumes ?? [], volume => Assert.True(volume.EmptyDir is not null || volume.ConfigMap is not null || volume.Secret is not null || volume.PersistentVolumeClaim is not null));
                break;
            case "baseline":
                Assert.False(usesHost);
                break;
            default:
                Assert.Equal("privileged", level);
                Assert.True(usesHost, "A lower level would do.");
                break;
        }
    }

    private static void AssertConfined(V1PodSpec spec)
    {
        Assert.Equal("RuntimeDefault", spec.SecurityContext.SeccompProfile.Type);
        Assert.All(spec.Containers, container =>
        {
            Assert.NotEqual(true, container.SecurityContext.Privileged);
            Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
            Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.Null(container.SecurityContext.Capabilities.Add);
            Assert.True(container.Resources.Limits.ContainsKey("memory") && container.Resources.Limits.ContainsKey("cpu"));
            Assert.NotNull(container.LivenessProbe);
            Assert.NotNull(container.ReadinessProbe);
        });
        AssertNodeFilesAreSafe(spec);
    }

    // A path without a type would be created on the node where it is missing.
    private static void AssertNodeFilesAreSafe(V1PodSpec spec)
    {
        string[] ofNode = [.. (spec.Volumes ?? []).Where(volume => volume.HostPath is not null).Select(volume => volume.Name)];
        Assert.All((spec.Volumes ?? []).Where(volume => volume.HostPath is not null), volume => Assert.True(volume.HostPath.Type is "Directory" or "File"));
        Assert.All(spec.Containers.SelectMany(container => container.VolumeMounts ?? []).Where(mount => ofNode.Contains(mount.Name)), mount => Assert.True(mount.ReadOnlyProperty));
    }

    private static void AssertName(string name)
    {
        Assert.InRange(name.Length, 1, 63);
        Assert.Matches("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", name);
    }
}
