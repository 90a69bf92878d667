using System.CommandLine;
using AcrHealth.Cli.Resources;
using AcrHealth.Text;

namespace AcrHealth.Cli.Options;

/// <summary>The option that selects the format of results.</summary>
internal static class OutputFormats
{
    private static readonly string[] Names = [.. Enum.GetNames<OutputFormat>().Select(name => name.ToLowerInvariant())];

    public static Option<OutputFormat> Option()
    {
        var option = new Option<OutputFormat>("--output", "-o")
        {
            Description = Texts.OutputOption,
            HelpName = string.Join('|', Names),
            DefaultValueFactory = _ => OutputFormat.Table,
            CustomParser = result => Enum.TryParse(result.Tokens[^1].Value, ignoreCase: true, out OutputFormat format) ? format : default,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !Names.Contains(result.Tokens[^1].Value, StringComparer.OrdinalIgnoreCase))
            {
                result.AddError(MessageFormat.Format(Texts.UnknownFormat, result.Tokens[^1].Value, string.Join(", ", Names)));
            }
        });
        option.CompletionSources.Add(Names);
        return option;
    }
}
