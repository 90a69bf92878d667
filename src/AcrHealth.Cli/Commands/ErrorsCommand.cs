using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using AcrHealth.Checks;
using AcrHealth.Cli.Options;
using AcrHealth.Cli.Resources;
using AcrHealth.Reference;
using AcrHealth.Text;

namespace AcrHealth.Cli.Commands;

/// <summary><c>acrhealth errors</c>: explains the error codes.</summary>
internal static class ErrorsCommand
{
    private static readonly JsonWriterOptions JsonOptions = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var codes = new Argument<string[]>("codes") { Description = Texts.CodesArgument, Arity = ArgumentArity.ZeroOrMore, HelpName = "codes" };
        codes.CompletionSources.Add([.. ErrorReference.Codes]);
        var json = new Option<bool>("--json") { Description = Texts.JsonOption };
        var command = new Command("errors", Texts.ErrorsCommand) { codes, json };
        command.SetAction(parsed => Run(parsed.GetValue(codes)!, parsed.GetValue(json)));
        return command;
    }

    private static int Run(string[] codes, bool json)
    {
        foreach (string code in codes)
        {
            if (!ErrorReference.Codes.Any(known => CheckNames.Matches(code, known)))
            {
                throw new UsageException(MessageFormat.Format(Texts.NoSuchCode, code));
            }
        }

        ErrorReferenceEntry[] entries =
        [
            .. CheckCatalog.DescribeErrors(CultureInfo.CurrentUICulture).Where(entry => codes.Length == 0 || Array.Exists(codes, code => CheckNames.Matches(code, entry.Code))),
        ];
        if (json)
        {
            WriteJson(entries);
        }
        else
        {
            WriteText(entries, isList: codes.Length == 0);
        }

        return ExitCodes.Healthy;
    }

    private static void WriteText(ErrorReferenceEntry[] entries, bool isList)
    {
        foreach (ErrorReferenceEntry entry in entries)
        {
            if (isList)
            {
                Console.WriteLine(entry.Code);
                continue;
            }

            Console.WriteLine(entry.Code);
            Console.WriteLine($"  {entry.Meaning}");
            Console.WriteLine($"  {entry.Consequence}");
            int number = 0;
            foreach (string step in ReferenceCommands.Render(entry.Remediation))
            {
                Console.WriteLine($"  {++number}. {step}");
            }

            Console.WriteLine($"  {entry.HelpUri}");
            Console.WriteLine();
        }
    }

    private static void WriteJson(ErrorReferenceEntry[] entries)
    {
        using Stream output = Console.OpenStandardOutput();
        using var json = new Utf8JsonWriter(output, JsonOptions);
        json.WriteStartArray();
        foreach (ErrorReferenceEntry entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("code", entry.Code);
            json.WriteString("category", entry.Category.ToString());
            json.WriteString("meaning", entry.Meaning);
            json.WriteString("consequence", entry.Consequence);
            json.WriteStartArray("remediation");
            foreach (string step in ReferenceCommands.Render(entry.Remediation))
            {
                json.WriteStringValue(step);
            }

            json.WriteEndArray();
            json.WriteString("helpUri", entry.HelpUri.AbsoluteUri);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
