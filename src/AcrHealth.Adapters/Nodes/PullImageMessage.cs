using System.Text;
using AcrHealth.Nodes;

namespace AcrHealth.Adapters.Nodes;

/// <summary>The request of PullImage (k8s.io/cri-api, runtime.v1) in the wire format of Protocol Buffers: texts, and messages of texts.</summary>
internal static class PullImageMessage
{
    // PullImageRequest: image = 1 (ImageSpec: image = 1), auth = 2 (AuthConfig: username = 1, password = 2).
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
}
