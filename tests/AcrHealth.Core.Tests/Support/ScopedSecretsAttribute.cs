using System.Reflection;
using AcrHealth.Core.Tests.Support;
using AcrHealth.Identity;
using AcrHealth.Text;
using Xunit.v3;

[assembly: ScopedSecrets]

namespace AcrHealth.Core.Tests.Support;

/// <summary>Gives each test secrets of its own: what one test takes for a password is an ordinary word in another.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ScopedSecretsAttribute : BeforeAfterTestAttribute
{
    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => SecretVault.Scope = new(SessionSecrets.Of(SignIn.Default), null);

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        SecretVault.Scope?.Session.Dispose();
        SecretVault.Scope = null;
    }
}
