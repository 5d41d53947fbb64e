using System.Globalization;
using Seatrial.Core.Browsing;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Browsing;

/// <summary>Binds which element is meant.</summary>
internal static class ElementBinder
{
    public static readonly string[] Keys = ["role", "label", "text", "placeholder", "testid", "css", "name", "exact", "nth"];

    public static readonly string[] Roles =
    [
        "alert", "alertdialog", "article", "banner", "button", "cell", "checkbox", "columnheader", "combobox", "complementary", "contentinfo", "dialog",
        "document", "figure", "form", "grid", "gridcell", "group", "heading", "img", "link", "list", "listbox", "listitem", "main", "menu", "menubar",
        "menuitem", "meter", "navigation", "option", "paragraph", "progressbar", "radio", "radiogroup", "region", "row", "rowheader", "search", "searchbox",
        "separator", "slider", "spinbutton", "status", "switch", "tab", "table", "tablist", "tabpanel", "textbox", "toolbar", "tooltip", "tree", "treeitem",
    ];

    private static readonly (string Key, ElementBy By)[] Ways =
    [
        ("role", ElementBy.Role), ("label", ElementBy.Label), ("text", ElementBy.Text), ("placeholder", ElementBy.Placeholder), ("testid", ElementBy.TestId), ("css", ElementBy.Css),
    ];

    /// <summary>Binds it; a text alone is the text of the element.</summary>
    /// <param name="node">What was written.</param>
    /// <param name="key">The key above it.</param>
    /// <param name="further">Keys beside those that say which element.</param>
    /// <param name="context">Where to report and how to bind values.</param>
    public static ElementPlan? Bind(DocumentNode node, string key, string[] further, IBindContext context)
    {
        if (node is DocumentNode.Scalar { Kind: ScalarKind.Text } text && further.Length == 0)
        {
            return new ElementPlan(ElementBy.Text, context.Bind(text), null, IsExact: false, Index: null);
        }

        if (node is not DocumentNode.Mapping map)
        {
            BrowserDiagnostics.NotAnElement(context, node.Span, key, isSeveral: false);
            return null;
        }

        foreach (MappingEntry entry in map.Entries.Where(e => !Keys.Contains(e.Key.Text, StringComparer.Ordinal) && !further.Contains(e.Key.Text, StringComparer.Ordinal)))
        {
            BrowserDiagnostics.Unknown(context, entry.Key.Span, entry.Key.Text, $"`{key}`", Keys.Concat(further));
        }

        (string Key, ElementBy By)[] found = [.. Ways.Where(way => map.Find(way.Key) is not null)];
        if (found is not [var (way, by)])
        {
            BrowserDiagnostics.NotAnElement(context, map.Span, key, isSeveral: found.Length > 1);
            return null;
        }

        DocumentNode value = map.Find(way)!.Value;
        if (by == ElementBy.Role && !(value is DocumentNode.Scalar { Text: var role } && Roles.Contains(role, StringComparer.Ordinal)))
        {
            BrowserDiagnostics.NotOneOf(context, value.Span, "role", Roles);
        }

        int? index = map.Find("nth")?.Value is DocumentNode.Scalar { Kind: ScalarKind.Integer } nth
            && int.TryParse(nth.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
        return new ElementPlan(
            by,
            context.Bind(value),
            map.Find("name") is { } name ? context.Bind(name.Value) : null,
            map.Find("exact")?.Value is DocumentNode.Scalar { Kind: ScalarKind.Boolean, Text: ['t' or 'T', ..] },
            index);
    }
}
