using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AcrHealth.Details;

namespace AcrHealth.Reports;

/// <summary>Serializes every type of detail without reflection, which the native program does not have. Each new type of detail needs a line here.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(ChallengeDetail))]
[JsonSerializable(typeof(ClockSkewDetail))]
[JsonSerializable(typeof(ContainerPlatformDetail))]
[JsonSerializable(typeof(ContainerdConfigurationDetail))]
[JsonSerializable(typeof(ContainerdPullDetail))]
[JsonSerializable(typeof(CredentialDetail))]
[JsonSerializable(typeof(CustomerManagedKeyDetail))]
[JsonSerializable(typeof(DataEndpointDetail))]
[JsonSerializable(typeof(DiskSpaceDetail))]
[JsonSerializable(typeof(DnsDetail))]
[JsonSerializable(typeof(DockerConfigurationDetail))]
[JsonSerializable(typeof(DockerCredentialDetail))]
[JsonSerializable(typeof(HttpDetail))]
[JsonSerializable(typeof(KubeletIdentityDetail))]
[JsonSerializable(typeof(ManifestDetail))]
[JsonSerializable(typeof(NetworkRulesDetail))]
[JsonSerializable(typeof(NodeCredentialDetail))]
[JsonSerializable(typeof(PlatformDetail))]
[JsonSerializable(typeof(PrivateEndpointDetail))]
[JsonSerializable(typeof(ProgramDetail))]
[JsonSerializable(typeof(ProxyDetail))]
[JsonSerializable(typeof(PushDetail))]
[JsonSerializable(typeof(RegistryResourceDetail))]
[JsonSerializable(typeof(ReplicasDetail))]
[JsonSerializable(typeof(PermissionsDetail))]
[JsonSerializable(typeof(RepositoryDetail))]
[JsonSerializable(typeof(RoleAssignmentDetail))]
[JsonSerializable(typeof(ThroughputDetail))]
[JsonSerializable(typeof(TlsDetail))]
internal sealed partial class DetailJson : JsonSerializerContext
{
    // Times are written to the second, as in the module's reports.
    private sealed class TimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
    }
}
