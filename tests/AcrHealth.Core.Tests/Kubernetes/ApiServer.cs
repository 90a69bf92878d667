using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace AcrHealth.Core.Tests.Kubernetes;

/// <summary>
/// As much of a Kubernetes API server as kubectl needs: discovery, pods with logs, events, secrets, service accounts and nodes; lists in pages and with
/// selectors. Objects are those that a test puts in. On loopback, over HTTP.
/// </summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Task, bool> _answers = new();
    private readonly Task _serving;
    private readonly string _directory = Directory.CreateTempSubdirectory("acrhealth-api-").FullName;

    public ApiServer()
    {
        (_listener, Url) = Listen();
        string configuration = Path.Combine(_directory, "config");
        File.WriteAllText(configuration, Configuration(Url));
        Environment = new Dictionary<string, string>
        {
            ["KUBECONFIG"] = configuration,
            ["KUBECACHEDIR"] = Path.Combine(_directory, "cache"),
            ["HOME"] = _directory,
        };
        _serving = Task.Run(ServeAsync);
    }

    public string Url { get; }

    /// <summary>The variables with which kubectl finds this server.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    public ApiStore Store { get; } = new();

    /// <summary>The requests so far: method, path and query.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Returns the fault of a request; null for none.</summary>
    public Func<string, Uri, ApiFault?> Fault { get; set; } = (_, _) => null;

    /// <summary>Is called with each pod that is created, as a node would see it.</summary>
    public Action<JsonObject> PodCreated { get; set; } = _ => { };

    /// <summary>Is called before something is deleted.</summary>
    public Action Removing { get; set; } = () => { };

    /// <summary>The text of the log of a pod.</summary>
    public Func<JsonObject, string> Log { get; set; } = _ => string.Empty;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();

        // Not Stop and then Close: that would listen on the port once more, which another may have by then.
        _listener.Close();
        await _serving;
        await Task.WhenAll(_answers.Keys);
        _end.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static (HttpListener Listener, string Url) Listen()
    {
        for (int left = 10; ; left--)
        {
            string url = $"http://127.0.0.1:{FreePort()}";
            var listener = new HttpListener();
            listener.Prefixes.Add(url + "/");
            try
            {
                listener.Start();
                return (listener, url);
            }
            catch (HttpListenerException) when (left > 1)
            {
                // Another test has taken the port meanwhile.
                listener.Close();
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string Configuration(string url) => $$"""
        apiVersion: v1
        kind: Config
        current-context: test
        clusters: [{name: test, cluster: {server: "{{url}}"} }]
        users: [{name: test, user: { } }]
        contexts: [{name: test, context: {cluster: test, user: test, namespace: shop} }]
        """;

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                Task answer = Task.Run(() => AnswerAsync(context));
                _answers[answer] = true;
                _ = answer.ContinueWith(done => _answers.TryRemove(done, out bool _), TaskScheduler.Default);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        HttpListenerRequest request = context.Request;
        Requests.Enqueue($"{request.HttpMethod} {request.RawUrl}");
        try
        {
            if (request.HttpMethod == "DELETE")
            {
                Removing();
            }

            if (Fault(request.HttpMethod, request.Url!) is { } fault)
            {
                await Task.Delay(fault.Delay, _end.Token);
                if (fault.Status > 0)
                {
                    await WriteAsync(context, fault.Status, fault.Body);
                    return;
                }
            }

            (int status, string body) = Answer(request);
            await WriteAsync(context, status, body);
        }
        catch (Exception exception) when (exception is HttpListenerException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // kubectl was ended, or the test.
            Abort(context);
        }
    }

    private (int Status, string Body) Answer(HttpListenerRequest request)
    {
        string path = request.Url!.AbsolutePath;
        if (ApiDiscovery.Answer(path) is { } discovery)
        {
            return (200, discovery);
        }

        ApiPath? at = ApiPath.Parse(path);
        if (at is null)
        {
            return ApiFault.NotFound(path).Pair;
        }

        if (at.IsLog)
        {
            return Store.Find("pods", at.Namespace, at.Name!) is { } pod ? (200, Log(pod)) : ApiFault.NotFound(at.Name!).Pair;
        }

        switch (request.HttpMethod)
        {
            case "POST":
                using (var reader = new StreamReader(request.InputStream, Encoding.UTF8))
                {
                    var created = (JsonObject)JsonNode.Parse(reader.ReadToEnd())!;
                    Store.Add(at.Resource, at.Namespace, created);
                    PodCreated(created);
                    return (201, created.ToJsonString());
                }

            case "DELETE":
                return Store.Remove(at.Resource, at.Namespace, at.Name!) ? (200, """{"kind":"Status","apiVersion":"v1","status":"Success"}""") : ApiFault.NotFound(at.Name!).Pair;
            default:
                return at.Name is null ? (200, Store.List(at, request.QueryString)) : Store.Find(at.Resource, at.Namespace, at.Name) is { } found ? (200, found.ToJsonString()) : ApiFault.NotFound(at.Name).Pair;
        }
    }

    private static void Abort(HttpListenerContext context)
    {
        try
        {
            context.Response.Abort();
        }
        catch (ObjectDisposedException)
        {
            // It was closed with the listener.
        }
    }

    private static async Task WriteAsync(HttpListenerContext context, int status, string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = body.StartsWith('{') ? "application/json" : "text/plain";
        context.Response.ContentLength64 = bytes.Length;
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }
}
