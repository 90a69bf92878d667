using AcrHealth.Reference;

namespace AcrHealth.Core.Tests.Example;

/// <summary>The code of the example, which Core does not have.</summary>
internal static class ExampleCodes
{
    extension(ErrorCodes)
    {
        public static ErrorCode ApiVersion => new(
            "API_VERSION_ERROR", CheckCategory.Registry, ErrorOrigin.AcrHealth, ErrorLifecycle.Current, "https://distribution.github.io/distribution/spec/api/");
    }
}
