using System.Globalization;
using System.Text.Json.Nodes;
using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace AcrHealth.Adapters.Nodes;

/// <summary>Reads TOML as a tree of JSON, without reflection: from the syntax tree.</summary>
internal static class TomlText
{
    /// <exception cref="FormatException">It is not TOML; the message has the line.</exception>
    public static JsonObject Read(string text)
    {
        DocumentSyntax document;
        try
        {
            document = SyntaxParser.Parse(text, "TOML", validate: true);
        }
        catch (TomlException exception)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"TOML, {exception.Line}"), exception);
        }

        if (document.HasErrors)
        {
            DiagnosticMessage first = document.Diagnostics[0];
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"TOML, {first.Span.Start.Line + 1}:{first.Span.Start.Column + 1}: {first.Message}"));
        }

        var root = new JsonObject();
        Fill(root, document.KeyValues);
        foreach (TableSyntaxBase table in document.Tables)
        {
            string[] path = [.. Path(table.Name!)];
            JsonObject parent = Reach(root, path[..^1]);
            Fill(table is TableArraySyntax ? NewItem(parent, path[^1]) : Reach(parent, path[^1..]), table.Items);
        }

        return root;
    }

    private static void Fill(JsonObject target, SyntaxList<KeyValueSyntax> pairs)
    {
        foreach (KeyValueSyntax pair in pairs)
        {
            Put(target, pair);
        }
    }

    private static void Put(JsonObject target, KeyValueSyntax pair)
    {
        string[] path = [.. Path(pair.Key!)];
        Reach(target, path[..^1])[path[^1]] = Value(pair.Value!);
    }

    private static JsonObject NewItem(JsonObject parent, string name)
    {
        var item = new JsonObject();
        if (parent[name] is JsonArray array)
        {
            array.Add((JsonNode)item);
        }
        else
        {
            parent[name] = new JsonArray(item);
        }

        return item;
    }

    // The last item of an array of tables stands for the array, as in TOML itself.
    private static JsonObject Reach(JsonObject from, string[] path)
    {
        foreach (string name in path)
        {
            JsonNode? next = from[name];
            if (next is JsonArray { Count: > 0 } array && array[^1] is JsonObject last)
            {
                from = last;
            }
            else if (next is JsonObject table)
            {
                from = table;
            }
            else
            {
                var added = new JsonObject();
                from[name] = added;
                from = added;
            }
        }

        return from;
    }

    private static IEnumerable<string> Path(KeySyntax key) => key.DotKeys.Select(part => part.Key!).Prepend(key.Key!).Select(Text);

    private static string Text(BareKeyOrStringValueSyntax part) => part is StringValueSyntax text ? text.Value! : ((BareKeySyntax)part).Key!.Text!;

    private static JsonNode? Value(ValueSyntax value)
    {
        switch (value)
        {
            case StringValueSyntax text:
                return JsonValue.Create(text.Value);
            case BooleanValueSyntax flag:
                return JsonValue.Create(flag.Value);
            case IntegerValueSyntax number:
                return JsonValue.Create(number.Value);
            case ArraySyntax array:
                var items = new JsonArray();
                foreach (ArrayItemSyntax item in array.Items)
                {
                    items.Add(Value(item.Value!));
                }

                return items;
            case InlineTableSyntax table:
                var target = new JsonObject();
                foreach (InlineTableItemSyntax item in table.Items)
                {
                    Put(target, item.KeyValue!);
                }

                return target;
            default:
                return JsonValue.Create(value.ToString());
        }
    }
}
