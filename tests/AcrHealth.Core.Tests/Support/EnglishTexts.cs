using System.Globalization;
using System.Runtime.CompilerServices;

namespace AcrHealth.Core.Tests.Support;

/// <summary>Tests that read a message read it in English, whatever language the machine speaks.</summary>
internal static class EnglishTexts
{
    [ModuleInitializer]
    internal static void Choose()
    {
        var english = CultureInfo.GetCultureInfo("en-US");
        CultureInfo.DefaultThreadCurrentCulture = english;
        CultureInfo.DefaultThreadCurrentUICulture = english;
        CultureInfo.CurrentCulture = english;
        CultureInfo.CurrentUICulture = english;
    }
}
