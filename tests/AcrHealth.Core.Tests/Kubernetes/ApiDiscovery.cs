namespace AcrHealth.Core.Tests.Kubernetes;

/// <summary>Tells kubectl which resources there are.</summary>
internal static class ApiDiscovery
{
    public static string? Answer(string path) => path.TrimEnd('/') switch
    {
        "/api" => """{"kind":"APIVersions","versions":["v1"],"serverAddressByClientCIDRs":[]}""",
        "/apis" => """{"kind":"APIGroupList","apiVersion":"v1","groups":[]}""",
        "/version" => """{"major":"1","minor":"32","gitVersion":"v1.32.4"}""",
        "/api/v1" => $$"""
            {"kind":"APIResourceList","groupVersion":"v1","resources":[
            {{Resource("pods", "pod", "Pod", true)}}, {{Resource("events", "event", "Event", true)}}, {{Resource("secrets", "secret", "Secret", true)}},
            {{Resource("serviceaccounts", "serviceaccount", "ServiceAccount", true)}}, {{Resource("nodes", "node", "Node", false)}},
            {"name":"pods/log","singularName":"","namespaced":true,"kind":"Pod","verbs":["get"]}]}
            """,
        _ => null,
    };

    private static string Resource(string name, string singular, string kind, bool namespaced) =>
        $$"""{"name":"{{name}}","singularName":"{{singular}}","namespaced":{{(namespaced ? "true" : "false")}},"kind":"{{kind}}","verbs":["create","delete","get","list","watch"]}""";
}
