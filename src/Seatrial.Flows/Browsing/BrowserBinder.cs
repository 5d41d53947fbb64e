using System.Collections.Immutable;
using Seatrial.Core.Browsing;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Browsing;

/// <summary>Binds what is written under <c>browser</c>.</summary>
internal sealed class BrowserBinder(IBindContext context)
{
    public static readonly string[] Keys = ["goto", "fill", "click", "hover", "check", "uncheck", "select", "press", "upload", "expect", "read", "axe"];

    private readonly BrowserFactBinder _facts = new(context);

    public ImmutableArray<BrowserItem>? Bind(DocumentNode node)
    {
        if (node is not DocumentNode.Sequence { Items.IsEmpty: false } list)
        {
            BrowserDiagnostics.NotItems(context, node.Span, node is DocumentNode.Sequence ? "an empty list" : node.Describe());
            return null;
        }

        List<BrowserItem?> items = [];
        foreach (DocumentNode item in list.Items)
        {
            items.AddRange(BindItem(item));
        }

        return items.Contains(null) ? null : [.. items!];
    }

    private IEnumerable<BrowserItem?> BindItem(DocumentNode node)
    {
        if (node is not DocumentNode.Mapping map)
        {
            BrowserDiagnostics.NotItems(context, node.Span, $"a list with {node.Describe()}");
            return [null];
        }

        if (map.Entries.FirstOrDefault(static e => !Keys.Contains(e.Key.Text, StringComparer.Ordinal)) is { } unknown)
        {
            BrowserDiagnostics.Unknown(context, unknown.Key.Span, unknown.Key.Text, "an item of `browser`", Keys);
            return [null];
        }

        if (map.Entries is not [var only])
        {
            BrowserDiagnostics.NotOne(context, map.Span, map.Entries.Length);
            return [null];
        }

        return only.Key.Text switch
        {
            "expect" => _facts.BindExpect(only.Value),
            "read" => _facts.BindRead(only.Value),
            "axe" => [BindAudit(only)],
            "goto" => [Deed(only, null, context.Bind(only.Value), static (_, value) => new BrowserDeed.GoTo(Address(value)))],
            "press" when only.Value is DocumentNode.Scalar => [Deed(only, null, context.Bind(only.Value), static (_, value) => new BrowserDeed.Press(null, value.ToText()))],
            "press" => [BindWith(only, "key", "Enter", static (element, value) => new BrowserDeed.Press(element, value.ToText()))],
            "fill" => [BindWith(only, "value", "ada@example.org", static (element, value) => new BrowserDeed.Fill(element!, value.ToText()))],
            "select" => [BindWith(only, "option", "Books", static (element, value) => new BrowserDeed.Select(element!, Texts(value)))],
            "upload" => [BindUpload(only)],
            "click" => [BindPlain(only, static element => new BrowserDeed.Click(element))],
            "hover" => [BindPlain(only, static element => new BrowserDeed.Hover(element))],
            "check" => [BindPlain(only, static element => new BrowserDeed.Check(element, IsChecked: true))],
            _ => [BindPlain(only, static element => new BrowserDeed.Check(element, IsChecked: false))],
        };
    }

    private BrowserItem.Deed? BindPlain(MappingEntry entry, Func<ElementQuery, BrowserDeed> make) =>
        ElementBinder.Bind(entry.Value, entry.Key.Text, [], context) is { } element ? Deed(entry, element, null, (query, _) => make(query!)) : null;

    private BrowserItem.Deed? BindWith(MappingEntry entry, string key, string example, Func<ElementQuery?, FlowValue, BrowserDeed> make)
    {
        ElementPlan? element = ElementBinder.Bind(entry.Value, entry.Key.Text, [key], context);
        if ((entry.Value as DocumentNode.Mapping)?.Find(key) is not { } value)
        {
            BrowserDiagnostics.Missing(context, entry.Value.Span, entry.Key.Text, key, $"{entry.Key.Text}: {{ label: Email, {key}: {example} }}");
            return null;
        }

        return element is null ? null : Deed(entry, element, context.Bind(value.Value), make);
    }

    private BrowserItem.Deed? BindUpload(MappingEntry entry)
    {
        ElementPlan? element = ElementBinder.Bind(entry.Value, entry.Key.Text, ["file"], context);
        if ((entry.Value as DocumentNode.Mapping)?.Find("file")?.Value is not { } written)
        {
            BrowserDiagnostics.Missing(context, entry.Value.Span, "upload", "file", "upload: { label: Photo, file: photos/cat.png }");
            return null;
        }

        var files = ImmutableArray.CreateBuilder<KeyValuePair<string, ReadOnlyMemory<byte>>>();
        foreach (DocumentNode.Scalar path in (written is DocumentNode.Sequence list ? list.Items : [written]).OfType<DocumentNode.Scalar>())
        {
            if (context.ReadBytes(path) is { } content)
            {
                files.Add(new(Path.GetFileName(path.Text), content));
            }
        }

        ImmutableArray<KeyValuePair<string, ReadOnlyMemory<byte>>> all = files.ToImmutable();
        return element is null || all.IsEmpty ? null : Deed(entry, element, null, (query, _) => new BrowserDeed.Upload(query!, all));
    }

    private BrowserItem.Audit? BindAudit(MappingEntry entry)
    {
        string[] known = ["impact", "within", "except"];
        DocumentNode.Mapping map = entry.Value as DocumentNode.Mapping ?? new DocumentNode.Mapping([], entry.Value.Span);
        foreach (MappingEntry unknown in map.Entries.Where(e => !known.Contains(e.Key.Text, StringComparer.Ordinal)))
        {
            BrowserDiagnostics.Unknown(context, unknown.Key.Span, unknown.Key.Text, "`axe`", known);
        }

        string impact = (map.Find("impact")?.Value as DocumentNode.Scalar)?.Text ?? "minor";
        int least = Array.IndexOf(BrowserItem.Audit.Impacts, impact);
        if (least < 0)
        {
            BrowserDiagnostics.NotOneOf(context, map.Find("impact")!.Value.Span, "impact", BrowserItem.Audit.Impacts);
        }

        ImmutableArray<string> except = map.Find("except")?.Value switch
        {
            DocumentNode.Sequence list => [.. list.Items.OfType<DocumentNode.Scalar>().Select(static rule => rule.Text)],
            DocumentNode.Scalar one => [one.Text],
            _ => [],
        };
        return new BrowserItem.Audit($"axe {impact}", entry.Key.Span, Math.Max(0, least), (map.Find("within")?.Value as DocumentNode.Scalar)?.Text, except);
    }

    private static BrowserItem.Deed Deed(MappingEntry entry, ElementPlan? element, IBoundValue? value, Func<ElementQuery?, FlowValue, BrowserDeed> make)
    {
        string what = entry.Key.Text is "goto" or "press" && value is not null ? $"{entry.Key.Text} {value.Source}" : entry.Key.Text;
        return new BrowserItem.Deed(
            element is null ? what : $"{entry.Key.Text} {element.Text}",
            entry.Key.Span,
            [.. (element?.Names ?? []).Concat(value?.Names ?? [])],
            scope =>
            {
                FlowValue given = value?.Evaluate(scope) ?? default;
                return (make(element?.Evaluate(scope), given), given.IsSecret);
            });
    }

    private static Uri Address(FlowValue value) => Uri.TryCreate(value.ToText(), UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
        ? address
        : throw new BrowserRefusalException($"{value} is not an address of http or https", fault: null);

    private static ImmutableArray<string> Texts(FlowValue value) => value.Json.ValueKind == System.Text.Json.JsonValueKind.Array
        ? [.. value.Json.EnumerateArray().Select(static item => new FlowValue(item).ToText())]
        : [value.ToText()];
}
