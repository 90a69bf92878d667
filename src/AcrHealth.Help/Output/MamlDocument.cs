using System.Xml.Linq;
using AcrHealth.Help.Commands;
using AcrHealth.Help.Pages;

namespace AcrHealth.Help.Output;

/// <summary>The XML in which the engine reads help of cmdlets (Microsoft Assistance Markup Language).</summary>
internal static class MamlDocument
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XDocument Of(IEnumerable<(CommandFacts Command, CommandPage Page)> pages) =>
        new(new XElement(Root + "helpItems", new XAttribute("schema", "maml"), pages.Select(page => Of(page.Command, page.Page))));

    private static XElement Of(CommandFacts command, CommandPage page)
    {
        string[] order = [.. page.Parameters.Select(parameter => parameter.Name)];
        return new(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", command.Name),
                new XElement(Command + "verb", command.Verb),
                new XElement(Command + "noun", command.Noun),
                Description([page.Synopsis])),
            Description(page.Description),
            new XElement(
                Command + "syntax",
                command.Syntaxes.Select(syntax => new XElement(
                    Command + "syntaxItem",
                    new XElement(Maml + "name", command.Name),
                    syntax.InOrder(order).Select(parameter => Parameter(parameter, page, inSyntax: true))))),
            new XElement(
                Command + "parameters",
                page.Parameters.Select(entry => Parameter(command.Parameters.Single(known => known.Name == entry.Name), page, inSyntax: false))),
            new XElement(Command + "inputTypes", page.Inputs.Select(input => Type("inputType", input))),
            new XElement(Command + "returnValues", page.Outputs.Select(output => Type("returnValue", output))),
            page.Notes.Count == 0 ? null : new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select(Example)),
            new XElement(Command + "relatedLinks", page.Links.Select(Link)));
    }

    private static XElement Parameter(ParameterFacts parameter, CommandPage page, bool inSyntax) => new(
        Command + "parameter",
        new XAttribute("required", parameter.Mandatory),
        new XAttribute("variableLength", parameter.IsList),
        new XAttribute("globbing", parameter.Wildcards),
        new XAttribute("pipelineInput", parameter.PipelineText),
        new XAttribute("position", parameter.PositionText),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        Description(page.Parameters.FirstOrDefault(entry => entry.Name == parameter.Name)?.Text ?? []),
        inSyntax && parameter.Values.Count > 0 ? new XElement(Command + "parameterValueGroup", parameter.Values.Select(value => Value(value, required: false, list: false))) : null,
        inSyntax && parameter.IsSwitch ? null : Value(parameter.Type, !parameter.IsSwitch, parameter.IsList),
        new XElement(Dev + "type", new XElement(Maml + "name", parameter.Type), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", parameter.Default));

    private static XElement Value(string text, bool required, bool list) =>
        new(Command + "parameterValue", new XAttribute("required", required), new XAttribute("variableLength", list), text);

    private static XElement Type(string element, PageEntry entry) =>
        new(Command + element, new XElement(Dev + "type", new XElement(Maml + "name", entry.Name)), Description(entry.Text));

    private static XElement Example(PageExample example) => new(
        Command + "example",
        new XElement(Maml + "title", $"---------- {example.Title} ----------"),
        new XElement(Dev + "code", example.Code),
        // The empty paragraph parts it from the next example.
        new XElement(Dev + "remarks", Paragraphs([.. example.Remarks, string.Empty])));

    private static XElement Link(PageLink link) => new(Maml + "navigationLink", new XElement(Maml + "linkText", link.Text), new XElement(Maml + "uri", link.Address));

    private static XElement Description(IReadOnlyList<string> text) => new(Maml + "description", Paragraphs(text));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> text) => text.Select(paragraph => new XElement(Maml + "para", paragraph));
}
