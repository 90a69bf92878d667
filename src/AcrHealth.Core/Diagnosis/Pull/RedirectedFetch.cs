using System.Net.Http.Headers;
using AcrHealth.Diagnosis.Connection;
using AcrHealth.Registry;
using AcrHealth.Running;

namespace AcrHealth.Diagnosis.Pull;

/// <summary>The fetch of a blob from the host that the registry redirected to, or the part of it that succeeded.</summary>
/// <typeparam name="T">The result of the fetch.</typeparam>
internal sealed record RedirectedFetch<T> : IDisposable
    where T : class
{
    /// <summary>The URL that the redirect leads to; null if it may not be followed.</summary>
    public Uri? Url { get; private init; }

    /// <summary>The connection to the host, or the reason why it failed; null if a connection was open already.</summary>
    public DataHostConnection? Opened { get; private init; }

    /// <summary>The request; null if there is no connection to send it on.</summary>
    public HttpRequestMessage? Request { get; private init; }

    /// <summary>The result of the fetch; null if there is none.</summary>
    public T? Answer { get; private init; }

    /// <summary>The reason why the request got no response; null if it got one, or was not sent.</summary>
    public Exception? Exception { get; private init; }

    /// <summary>Follows a redirect without credentials: the link is the permission, and the host is not the login server.</summary>
    /// <param name="context">The check's context.</param>
    /// <param name="asked">The URL that was requested from the registry.</param>
    /// <param name="location">The Location header of its response.</param>
    /// <param name="range">The part of the blob to request; null for the whole.</param>
    /// <param name="send">Sends the request.</param>
    /// <param name="cancellationToken">Cancels the fetch.</param>
    /// <param name="open">An open connection that is used if it leads to the host.</param>
    public static async Task<RedirectedFetch<T>> FollowAsync(
        CheckContext context,
        Uri asked,
        string? location,
        RangeHeaderValue? range,
        Func<RegistryClient, HttpRequestMessage, Task<T>> send,
        CancellationToken cancellationToken,
        RegistryClient? open = null)
    {
        if (BlobLocation.Parse(asked, location) is not { } url)
        {
            return new();
        }

        bool isOpen = open?.Route.Target.IsSameOrigin(url) == true;
        DataHostConnection? opened = isOpen ? null : await DataHostConnection.OpenAsync(context, url, cancellationToken).ConfigureAwait(false);
        if ((isOpen ? open : opened!.Connection?.Client) is not { } client)
        {
            return new() { Url = url, Opened = opened };
        }

        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Range = range;
        var fetch = new RedirectedFetch<T> { Url = url, Opened = opened, Request = request };
        try
        {
            return fetch with { Answer = await send(client, request).ConfigureAwait(false) };
        }
        catch (Exception exception) when (HttpFailure.Explains(exception))
        {
            return fetch with { Exception = exception };
        }
    }

    /// <summary>Closes the connection that was opened for the fetch.</summary>
    public void Close() => Opened?.Connection?.Client?.Dispose();

    /// <summary>Disposes the request; the connection is for the caller to close.</summary>
    public void Dispose() => Request?.Dispose();
}
