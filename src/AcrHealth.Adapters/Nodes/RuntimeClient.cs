using System.Net.Sockets;
using AcrHealth.Nodes;
using Grpc.Core;
using Grpc.Net.Client;

namespace AcrHealth.Adapters.Nodes;

/// <summary>Speaks to the image service of a container runtime (runtime.v1) over its Unix socket.</summary>
internal static class RuntimeClient
{
    // A response is the reference of an image, and an error at most some kilobytes.
    private const int MaximumLength = 256 * 1024;

    private static readonly Method<byte[], byte[]> PullImage = new(
        MethodType.Unary, "runtime.v1.ImageService", "PullImage", Marshallers.Create(bytes => bytes, bytes => bytes), Marshallers.Create(bytes => bytes, bytes => bytes));

    public static async Task<RuntimePull> PullAsync(string socket, string image, NodeCredential? credential, CancellationToken cancellationToken)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (_, stop) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), stop).ConfigureAwait(false);
                    return new NetworkStream(connection, ownsSocket: true);
                }
                catch
                {
                    connection.Dispose();
                    throw;
                }
            },
        };
        using GrpcChannel channel = GrpcChannel.ForAddress("http://localhost", new() { HttpHandler = handler, DisposeHttpClient = true, MaxReceiveMessageSize = MaximumLength });
        try
        {
            byte[] request = PullImageMessage.Request(image, credential);
            await channel.CreateCallInvoker()
                .AsyncUnaryCall(PullImage, null, new CallOptions(cancellationToken: cancellationToken), request).ResponseAsync.ConfigureAwait(false);
            return new(null, false);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Cancelled && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (RpcException exception)
        {
            // Only a runtime that responded has an error of its own; errors of the channel are about the socket.
            bool isUnavailable = exception.StatusCode is StatusCode.Unimplemented
                || (exception.StatusCode is StatusCode.Unavailable or StatusCode.Internal && exception.InnerException is HttpRequestException or SocketException or IOException);
            return new(isUnavailable ? exception.InnerException?.Message ?? exception.Status.Detail : exception.Status.Detail, isUnavailable);
        }
    }
}
