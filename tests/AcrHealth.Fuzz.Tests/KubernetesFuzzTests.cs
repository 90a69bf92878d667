using System.Text;
using System.Text.Json;
using AcrHealth.Kubernetes;
using AcrHealth.Text;

namespace AcrHealth.Fuzz.Tests;

public sealed class KubernetesFuzzTests
{
    private static readonly string[] Words =
        ["\"items\":", "\"metadata\":", "\"state\":", "\"waiting\":", "\"reason\":\"ErrImagePull\"", "\"message\":", "[", "]", "{", "}", "null", "1e400", "\"\\ud800\"", "\"\\u001b[31m\"", "{\"a\":1,\"a\":2}"];

    [Fact]
    public void Any_answer_of_the_API_gives_harmless_containers_or_none()
    {
        var mutator = new Mutator(
            [
                "{\"items\":[{\"metadata\":{\"name\":\"web-1\",\"namespace\":\"shop\",\"uid\":\"u\"},\"spec\":{\"containers\":[{\"name\":\"app\",\"image\":\"contoso.azurecr.io/a:b\"}],\"imagePullSecrets\":[{\"name\":\"s\"}]},\"status\":{\"phase\":\"Pending\",\"containerStatuses\":[{\"name\":\"app\",\"state\":{\"waiting\":{\"reason\":\"ErrImagePull\",\"message\":\"401\"}}}]}}]}",
                "{\"items\":[{\"involvedObject\":{\"name\":\"web-1\",\"uid\":\"u\",\"fieldPath\":\"spec.containers{app}\"},\"reason\":\"Failed\",\"message\":\"pull QPS exceeded\",\"lastTimestamp\":\"2026-11-27T00:00:00Z\"}]}",
                "{\"items\":[{\"metadata\":{\"name\":\"n\"},\"status\":{\"nodeInfo\":{\"osImage\":\"x\"},\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\",\"message\":\"m\"}]}}]}", "[]", "",
            ],
            Words);

        Campaign.Run(1, mutator, text =>
        {
            if (Json.Parse(Encoding.UTF8.GetBytes(text), out _) is not { } answer)
            {
                return;
            }

            var events = new PodEvents(answer);
            foreach (JsonElement pod in PodReader.PodsIn(answer))
            {
                HarmlessText.Check(NodePodState.Reason(pod, events, "web-1"));
                foreach (FailingContainer container in PodReader.FailingContainers(pod))
                {
                    HarmlessText.Check(container.Namespace + container.Pod + container.Container + container.Image + container.Node);
                    _ = events.AboutPull(container);
                }
            }

            foreach (ClusterNode node in ClusterNode.Read(answer))
            {
                HarmlessText.Check(node.Name + node.Distribution + node.NotReady);
            }
        });
    }

    [Fact]
    public void Any_log_of_a_node_gives_harmless_results_or_none()
    {
        var mutator = new Mutator(
            ["{\"check\":\"Dns\",\"status\":\"Passed\",\"message\":\"ok\",\"detail\":{\"a\":[1]}}", "warning: x\n{\"check\":\"Tls\",\"status\":\"Failed\",\"durationSeconds\":1e9}\n", "exec format error", ""],
            ["\"check\":", "\"status\":\"Failed\"", "\"detail\":", "\n", "{", "}", "\"\\u001b[31m\"", "null"]);

        Campaign.Run(1, mutator, log => Assert.All(NodeLog.Read(log, "node"), result =>
        {
            HarmlessText.Check(result.Message + result.Check + result.Registry);
            Assert.Equal("node", result.ComputerName);
        }));
    }

    [Fact]
    public void Any_image_name_is_split_or_refused()
    {
        var mutator = new Mutator(["contoso.azurecr.io/team/app:v1", "localhost:5000/a@sha256:00", "nginx", "a/b", ""], [":", "/", "@", ".", "sha256:"]);

        Campaign.Run(1, mutator, text =>
        {
            if (ContainerImage.Parse(text) is { } image)
            {
                Assert.InRange(image.Path.Length, 0, text.Length + "library/".Length);
            }
        });
    }
}
