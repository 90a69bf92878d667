using System.Text;
using AcrHealth.Nodes;

namespace AcrHealth.Adapters.Nodes;

/// <summary>The two messages of PullImage (k8s.io/cri-api, runtime.v1) in the wire format of Protocol Buffers: texts, and messages of texts.</summary>
internal static class PullImageMessage
{
    // PullImageRequest: image = 1 (ImageSpec: image = 1), auth = 2 (AuthConfig: username = 1, password = 2). PullImageResponse: image_ref = 1.
    private const int ImageField = 1;
    private const int AuthField = 2;
    private const int UserNameField = 1;
    private const int PasswordField = 2;

    private const int LengthDelimited = 2;

    public static byte[] Request(string image, NodeCredential? credential)
    {
        using var request = new MemoryStream();
        Write(request, ImageField, Field(ImageField, image));
        if (credential is not null)
        {
            Write(request, AuthField, [.. Field(UserNameField, credential.UserName), .. Field(PasswordField, credential.Password)]);
        }

        return request.ToArray();
    }

    /// <summary>The reference of the image that was pulled; null if the response has none.</summary>
    public static string? ReferenceIn(ReadOnlySpan<byte> answer)
    {
        while (ReadNumber(ref answer) is { } key)
        {
            ulong? length = (key & 7) == LengthDelimited ? ReadNumber(ref answer) : null;
            if (length is null || length > (ulong)answer.Length)
            {
                return null;
            }

            if (key >> 3 == ImageField)
            {
                return Encoding.UTF8.GetString(answer[..(int)length]);
            }

            answer = answer[(int)length..];
        }

        return null;
    }

    private static byte[] Field(int number, string text)
    {
        using var field = new MemoryStream();
        Write(field, number, Encoding.UTF8.GetBytes(text));
        return field.ToArray();
    }

    private static void Write(MemoryStream target, int number, ReadOnlySpan<byte> content)
    {
        WriteNumber(target, (number << 3) | LengthDelimited);
        WriteNumber(target, content.Length);
        target.Write(content);
    }

    private static void WriteNumber(MemoryStream target, int value)
    {
        for (uint rest = (uint)value; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                target.WriteByte((byte)rest);
                return;
            }

            target.WriteByte((byte)(rest | 0x80));
        }
    }

    private static ulong? ReadNumber(ref ReadOnlySpan<byte> from)
    {
        ulong value = 0;
        for (int i = 0; i < from.Length && i < 10; i++)
        {
            value |= (ulong)(from[i] & 0x7F) << (7 * i);
            if (from[i] < 0x80)
            {
                from = from[(i + 1)..];
                return value;
            }
        }

        return null;
    }
}
