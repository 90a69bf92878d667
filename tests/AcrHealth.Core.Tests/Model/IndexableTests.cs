using System.Collections;
using System.Reflection;
using AcrHealth.Model;

namespace AcrHealth.Core.Tests.Model;

/// <summary>Every list that people get is one that PowerShell's index works on.</summary>
public sealed class IndexableTests
{
    public static TheoryData<string, string> Lists =>
        [.. typeof(HealthCheckResult).Assembly.GetExportedTypes().Where(type => !type.IsAbstract)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => property.CanWrite && property.PropertyType is { IsGenericType: true } list && list.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            .Select(property => new TheoryDataRow<string, string>(property.DeclaringType!.FullName!, property.Name))];

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_is_given_as_one_that_has_an_index(string type, string name)
    {
        Type owner = typeof(HealthCheckResult).Assembly.GetType(type, throwOnError: true)!;
        PropertyInfo property = owner.GetProperty(name)!;
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(property.PropertyType.GetGenericArguments()))!;
        list.Add(null);
        object instance = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(owner);

        property.SetValue(instance, list);

        // PowerShell's index works on arrays, and on lists of a type that it can see.
        object value = property.GetValue(instance)!;
        Assert.True(value is Array || value.GetType().IsPublic, value.GetType().FullName);
        Assert.Single(Assert.IsType<IList>(value, exactMatch: false));
    }

    // A peer decides on the length of most lists: a result is something that people read and send on.
    [Fact]
    public void A_list_is_cut_to_what_a_result_can_carry()
    {
        Assert.Equal(250, Indexable.Of(Enumerable.Range(0, 130_000).ToArray()).Length);
        Assert.Equal(250, Indexable.Of(Enumerable.Range(0, 130_000).ToList()).Length);
    }
}
