using System.Collections.Immutable;
using Seatrial.Core.Browsing;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expectations;

namespace Seatrial.Flows.Browsing;

/// <summary>Binds what is expected of a page, and what is read of it.</summary>
internal sealed class BrowserFactBinder(IBindContext context)
{
    public static readonly string[] Expected = ["url", "title", "text", "visible", "hidden", "value", "count", "attribute", "enabled", "disabled", "checked", "unchecked", "localStorage"];
    public static readonly string[] Readable = ["text", "value", "attribute", "count", "localStorage", "url", "title"];

    private const string Is = "is";

    public IEnumerable<BrowserItem?> BindExpect(DocumentNode node)
    {
        if (node is not DocumentNode.Mapping { Entries.IsEmpty: false } map)
        {
            BrowserDiagnostics.NotItems(context, node.Span, $"an `expect` with {node.Describe()}");
            return [null];
        }

        return [.. map.Entries.Select(BindExpect)];
    }

    public IEnumerable<BrowserItem?> BindRead(DocumentNode node)
    {
        if (node is not DocumentNode.Mapping { Entries.IsEmpty: false } map)
        {
            BrowserDiagnostics.NotItems(context, node.Span, $"a `read` with {node.Describe()}");
            return [null];
        }

        return [.. map.Entries.Select(BindRead)];
    }

    private BrowserItem.Expect? BindExpect(MappingEntry entry)
    {
        string key = entry.Key.Text;
        SourceSpan span = entry.Key.Span;
        switch (key)
        {
            case "url" or "title":
                return Make(entry, key, key == "url" ? BrowserFact.Url : BrowserFact.Title, null, null, entry.Value);
            case "text" when entry.Value is DocumentNode.Scalar:
            case "visible" or "hidden" or "enabled" or "disabled" or "checked" or "unchecked":
                ElementPlan? element = ElementBinder.Bind(entry.Value, key, [], context);
                BrowserFact fact = key switch
                {
                    "enabled" or "disabled" => BrowserFact.Enabled,
                    "checked" or "unchecked" => BrowserFact.Checked,
                    _ => BrowserFact.Visible,
                };
                bool wanted = key is "text" or "visible" or "enabled" or "checked";
                return element is null ? null : Make(entry, $"{key} {element.Text}", fact, element, null, new DocumentNode.Scalar(wanted ? "true" : "false", ScalarKind.Boolean, IsQuoted: false, span));
            case "localStorage":
                return BindStored(entry);
            case "text" or "value" or "count" or "attribute":
                return BindIs(entry);
            default:
                BrowserDiagnostics.Unknown(context, span, key, "`expect` of a page", Expected);
                return null;
        }
    }

    private BrowserItem.Expect? BindIs(MappingEntry entry)
    {
        string key = entry.Key.Text;
        ElementPlan? element = ElementBinder.Bind(entry.Value, key, key == "attribute" ? [Is, key] : [Is], context);
        DocumentNode.Mapping? map = entry.Value as DocumentNode.Mapping;
        if (map?.Find(Is) is not { } wanted)
        {
            BrowserDiagnostics.Missing(context, entry.Value.Span, key, Is, $"{key}: {{ css: '.total', is: {(key == "count" ? "3" : "{ contains: EUR }")} }}");
            return null;
        }

        string? name = (map.Find("attribute")?.Value as DocumentNode.Scalar)?.Text;
        if (key == "attribute" && name is null)
        {
            BrowserDiagnostics.Missing(context, entry.Value.Span, key, key, "attribute: { role: link, name: Help, attribute: href, is: /help }");
            return null;
        }

        return element is null ? null : Make(entry, $"{key}{(name is null ? string.Empty : $" {name}")} of {element.Text}", FactOf(key), element, name, wanted.Value);
    }

    private BrowserItem.Expect? BindStored(MappingEntry entry)
    {
        if (entry.Value is DocumentNode.Mapping map && map.Find("key")?.Value is DocumentNode.Scalar key && map.Find(Is) is { } wanted)
        {
            return Make(entry, $"localStorage {key.Text}", BrowserFact.LocalStorage, null, key.Text, wanted.Value);
        }

        BrowserDiagnostics.Missing(context, entry.Value.Span, "localStorage", "key` and `is", "localStorage: { key: theme, is: dark }");
        return null;
    }

    private BrowserItem.Read? BindRead(MappingEntry entry)
    {
        if (entry.Value is DocumentNode.Scalar { Text: "url" or "title" } page)
        {
            return Read(entry, page.Text, page.Text == "url" ? BrowserFact.Url : BrowserFact.Title, null, null);
        }

        if (entry.Value is not DocumentNode.Mapping { Entries: [var only] } || !Readable.Contains(only.Key.Text, StringComparer.Ordinal))
        {
            BrowserDiagnostics.NotOneOf(context, entry.Value.Span, entry.Key.Text, Readable);
            return null;
        }

        string key = only.Key.Text;
        if (key == "localStorage")
        {
            return only.Value is DocumentNode.Scalar stored ? Read(entry, $"localStorage {stored.Text}", BrowserFact.LocalStorage, null, stored.Text) : null;
        }

        string? name = ((only.Value as DocumentNode.Mapping)?.Find("attribute")?.Value as DocumentNode.Scalar)?.Text;
        if (key == "attribute" && name is null)
        {
            BrowserDiagnostics.Missing(context, only.Value.Span, key, key, "attribute: { role: link, name: Help, attribute: href }");
            return null;
        }

        return ElementBinder.Bind(only.Value, key, key == "attribute" ? [key] : [], context) is { } element
            ? Read(entry, $"{key} of {element.Text}", FactOf(key), element, name)
            : null;
    }

    private BrowserItem.Expect? Make(MappingEntry entry, string text, BrowserFact fact, ElementPlan? element, string? name, DocumentNode wanted)
    {
        DocumentNode.Mapping single = new([new MappingEntry(entry.Key with { Text = "it" }, wanted)], entry.Key.Span);
        ImmutableArray<ExpectationPlan> plans = VerbExpectations.Bind(single, "a page", ["it"], context);
        return plans is [var plan]
            ? new BrowserItem.Expect(text, entry.Key.Span, [.. (element?.Names ?? []).Concat(plan.Matcher.Names)], scope => new BrowserQuestion(fact, element?.Evaluate(scope), name), plan)
            : null;
    }

    private static BrowserItem.Read Read(MappingEntry entry, string text, BrowserFact fact, ElementPlan? element, string? name) =>
        new(entry.Key.Text, text, entry.Key.Span, [.. element?.Names ?? []], scope => new BrowserQuestion(fact, element?.Evaluate(scope), name));

    private static BrowserFact FactOf(string key) => key switch
    {
        "text" => BrowserFact.Text,
        "value" => BrowserFact.Value,
        "count" => BrowserFact.Count,
        _ => BrowserFact.Attribute,
    };
}
