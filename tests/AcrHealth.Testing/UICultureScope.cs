using System.Globalization;

namespace AcrHealth.Testing;

/// <summary>Gives texts of the current thread a language until it is disposed of.</summary>
public sealed class UICultureScope : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    /// <param name="culture">The language.</param>
    public UICultureScope(CultureInfo culture) => CultureInfo.CurrentUICulture = culture;

    public void Dispose() => CultureInfo.CurrentUICulture = _before;
}
