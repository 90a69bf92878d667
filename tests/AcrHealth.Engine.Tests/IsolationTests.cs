using System.Reflection;
using System.Runtime.Loader;
using AcrHealth.Testing;

namespace AcrHealth.Engine.Tests;

/// <summary>
/// A session that has older versions of Azure.Core and MSAL in its default context, as Az.Accounts and Microsoft.Graph bring them, keeps
/// them and goes on working, and so do we.
/// </summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class IsolationTests(Simulated simulated)
{
    private static readonly string[] Scopes = ["https://example.com/.default"];

    [Fact]
    public void Other_versions_in_the_default_context_stay_and_both_keep_working()
    {
        LoadOld("OldMsalNeeds");
        Assembly oldMsal = LoadOld("OldMsal");
        Assembly oldCore = LoadOld("OldAzureCore");
        using var engine = new ModuleEngine();
        using var identity = new EnvironmentScope([.. simulated.Azure.EnvironmentVariables.Select(pair => (pair.Key, (string?)pair.Value))]);

        ScriptOutcome outcome = simulated.CheckOnly(engine, simulated.Azure.Healthy.LoginServer, string.Empty);

        Assert.All(outcome.Results, result => Assert.Equal("Passed", result.Status));
        Assert.NotEqual(oldMsal.GetName().Version, InOurContext("Microsoft.Identity.Client").GetName().Version);
        Assert.NotEqual(oldCore.GetName().Version, InOurContext("Azure.Core").GetName().Version);
        Assert.Same(oldMsal, Assert.Single(AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name == "Microsoft.Identity.Client"));
        Assert.Same(oldCore, Assert.Single(AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name == "Azure.Core"));
        Assert.Equal("https://example.com/.default", Scope(oldCore));
        Assert.Equal("an-application", ClientIdOf(oldMsal));
    }

    [Fact]
    public void Nothing_third_party_is_in_the_default_context_and_our_types_are()
    {
        using var engine = new ModuleEngine();
        engine.Run("Test-AcrHealth no-such-registry.invalid -Check Dns");

        Assert.DoesNotContain(
            AssemblyLoadContext.Default.Assemblies,
            assembly => assembly.GetName().Name is "AcrHealth.Adapters" or "DnsClient" or "Azure.Identity");
        Assert.Single(AssemblyLoadContext.All.SelectMany(context => context.Assemblies), assembly => assembly.GetName().Name == "AcrHealth.Core");
        Assert.Contains(AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name == "AcrHealth.Core");
    }

    private static Assembly LoadOld(string name)
    {
        string path = BuildMetadata.Of(typeof(IsolationTests).Assembly, name);
        return AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(path));
    }

    private static Assembly InOurContext(string name) => AssemblyLoadContext.All
        .Single(context => context.Name == "AcrHealth").Assemblies.Single(assembly => assembly.GetName().Name == name);

    private static string Scope(Assembly azureCore)
    {
        object context = Activator.CreateInstance(
            azureCore.GetType("Azure.Core.TokenRequestContext", throwOnError: true)!, [Scopes, null])!;
        return ((string[])context.GetType().GetProperty("Scopes")!.GetValue(context)!).Single();
    }

    // By reflection: a reference would bring one version for all.
    private static string ClientIdOf(Assembly msal)
    {
        dynamic builder = msal.GetType("Microsoft.Identity.Client.ConfidentialClientApplicationBuilder", throwOnError: true)!
            .GetMethod("Create", [typeof(string)])!.Invoke(null, ["an-application"])!;
        object application = builder.WithClientSecret("a secret").WithAuthority("https://login.example.com/tenant", false).Build();
        object settings = msal.GetType("Microsoft.Identity.Client.IClientApplicationBase")!.GetProperty("AppConfig")!.GetValue(application)!;
        return (string)msal.GetType("Microsoft.Identity.Client.IAppConfig")!.GetProperty("ClientId")!.GetValue(settings)!;
    }
}
