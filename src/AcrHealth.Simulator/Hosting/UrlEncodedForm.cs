using Microsoft.AspNetCore.Http;

namespace AcrHealth.Simulator.Hosting;

/// <summary>Reads the one kind of body that the token endpoints take.</summary>
internal static class UrlEncodedForm
{
    private const string ContentType = "application/x-www-form-urlencoded";

    /// <summary><see langword="null"/> if the body is not such a form.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpRequest request)
    {
        string type = (request.ContentType ?? "").Split(';', 2)[0].Trim();
        if (!type.Equals(ContentType, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
