using AcrHealth.Containers;
using AcrHealth.Programs;

namespace AcrHealth.Fuzz.Tests;

public sealed class ContainerFuzzTests
{
    private const string Registry = "contoso.azurecr.io";

    private static readonly int[] ExitCodes = [0, 1];

    private static readonly string[] JsonWords =
        ["\"auths\":", "\"credsStore\":", "\"credHelpers\":", "\"auth\":\"YTpi\"", "\"host\":", "\"store\":", "\"RegistryConfig\":", "[", "]", "{", "}", "null", "1e400", "\"\\ud800\"", "\"\\u001b[31m\"", "{\"a\":1,\"a\":2}"];

    [Fact]
    public void Any_configuration_is_read_or_refused_without_a_word_of_its_logins()
    {
        var mutator = new Mutator(
            [
                "{\"auths\":{\"contoso.azurecr.io\":{\"auth\":\"YWxpY2U6c2VjcmV0\",\"identitytoken\":\"e30.eyJleHAiOjE4OTM0NTYwMDB9.c2ln\"}}}",
                "{\"auths\":{\"https://contoso.azurecr.io:443/v2/\":{\"username\":\"a\",\"password\":\"b\"}},\"credsStore\":\"desktop\"}",
                "{\"credHelpers\":{\"contoso.azurecr.io\":\"acr\"},\"HttpHeaders\":{\"a\":\"b\"}}", "{\"auths\":{\"http://[::1]:5000\":{}}}", "[]", "",
            ],
            JsonWords);

        Campaign.Run(4, mutator, json =>
        {
            try
            {
                ClientConfiguration configuration = ClientConfiguration.Read(System.Text.Encoding.UTF8.GetBytes(json), isPodman: json.Length % 2 == 0);
                _ = configuration.OwnHelperFor(Registry);
                if (configuration.LoginFor(Registry) is { } login)
                {
                    Assert.InRange(login.User?.Length ?? 0, 0, 101);
                    HarmlessText.Check(login.User ?? string.Empty);
                }
            }
            catch (FormatException refusal)
            {
                Assert.InRange(refusal.Message.Length, 1, 250);
                HarmlessText.Check(refusal.Message);
            }
        }, readsSecrets: true);
    }

    [Fact]
    public void Any_key_of_a_configuration_has_a_host_no_longer_than_itself()
    {
        var mutator = new Mutator(["https://contoso.azurecr.io/v2/", "contoso.azurecr.io", "http://user@[::1]:5000/a?b#c", "://", ""], ["://", "/", "@", ":"]);

        Campaign.Run(4, mutator, key => Assert.InRange(ClientConfiguration.HostOf(key).Length, 0, key.Length));
    }

    [Fact]
    public void Any_answer_of_a_helper_is_a_login_or_a_trouble()
    {
        var mutator = new Mutator(
            [
                "{\"ServerURL\":\"contoso.azurecr.io\",\"Username\":\"alice\",\"Secret\":\"s\"}", "{\"Username\":\"<token>\",\"Secret\":\"e30.eyJleHAiOjE4OTM0NTYwMDB9.c2ln\"}",
                "credentials not found in native keychain", "<html></html>", "{\"https://contoso.azurecr.io\":\"alice\"}", "",
            ],
            JsonWords);

        Campaign.Run(4, mutator, output =>
        {
            foreach (int exitCode in ExitCodes)
            {
                HelperResult answer = CredentialHelper.Read(new ProgramRun(exitCode, output, string.Empty, null, false, TimeSpan.Zero));
                Assert.True(answer.Trouble == HelperProblem.None || answer.Login is null);
                Assert.InRange(answer.Login?.User?.Length ?? 0, 0, 101);
                HarmlessText.Check(answer.Login?.User ?? string.Empty);
            }

            _ = CredentialHelper.ReadNames(output);
        }, readsSecrets: true);
    }

    [Fact]
    public void Any_information_of_a_client_tells_bounded_harmless_facts_or_none()
    {
        var mutator = new Mutator(
            [
                "{\"ServerVersion\":\"28.2.2\",\"Name\":\"n\",\"OSType\":\"linux\",\"Architecture\":\"x86_64\",\"DockerRootDir\":\"/var/lib/docker\",\"HttpsProxy\":\"http://a:b@c:1\","
                    + "\"DriverStatus\":[[\"driver-type\",\"io.containerd.snapshotter.v1\"]],\"RegistryConfig\":{\"InsecureRegistryCIDRs\":[\"10.0.0.0/8\"],"
                    + "\"IndexConfigs\":{\"contoso.azurecr.io\":{\"Secure\":false}},\"Mirrors\":[\"https://contoso.azurecr.io/\"]}}",
                "{\"host\":{\"arch\":\"amd64\",\"os\":\"linux\",\"hostname\":\"n\",\"serviceIsRemote\":true},\"store\":{\"graphRoot\":\"/var\"},"
                    + "\"registries\":{\"*.azurecr.io\":{\"Prefix\":\"*.azurecr.io\",\"Blocked\":true,\"Mirrors\":[{\"Location\":\"m\"}]},\"search\":[\"docker.io\"]}}",
                "WARNING {", "[]", "",
            ],
            JsonWords);

        Campaign.Run(4, mutator, output =>
        {
            if (EngineInformation.Read(output) is not { } engine)
            {
                return;
            }

            string?[] logged =
            [
                engine.HostName, engine.ContainerSystem, engine.Architecture, engine.HostSystem, engine.HttpsProxy, engine.NoProxy,
                .. engine.ImageDirectories, .. engine.HubMirrors, .. engine.InsecureRegistries,
                .. engine.Registries.SelectMany(registry => registry.Mirrors.Append(registry.Prefix)),
            ];
            Assert.InRange(logged.Length, 0, 100_000);
            Assert.All(logged, text =>
            {
                Assert.InRange(text?.Length ?? 0, 0, 401);
                HarmlessText.Check(text ?? string.Empty);
            });
            _ = engine.IsHere;
            Assert.All(engine.Registries, registry => _ = registry.IsAbout(Registry));
        }, readsSecrets: true);
    }
}
