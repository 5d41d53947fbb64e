using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Loading;

/// <summary>Reads the entries of a map a user wrote, reports what does not fit, and at the end which keys nobody asked for.</summary>
/// <param name="map">The map.</param>
/// <param name="what">What the map describes, for messages: <c>the service "orders"</c>.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class MapReader(DocumentNode.Mapping map, string what, Action<Diagnostic> report)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public DocumentNode.Mapping Map => map;

    public string What => what;

    /// <summary>Makes a reader of a node that must be a map; an empty one, after a report, when it is not.</summary>
    public static MapReader Of(DocumentNode node, string what, Action<Diagnostic> report)
    {
        switch (node)
        {
            case DocumentNode.Mapping mapping:
                return new(mapping, what, report);
            case DocumentNode.Scalar { Kind: ScalarKind.Null }:
                break;
            default:
                report(WrongType(node, what, "a map"));
                break;
        }

        return new(new DocumentNode.Mapping([], node.Span), what, report);
    }

    public void Report(string code, SourceSpan span, string message, string hint) =>
        report(new(code, DiagnosticSeverity.Error, span, Sentence(message), hint));

    /// <summary>The value of a key as written; null when the key is not there.</summary>
    public DocumentNode? Node(string key)
    {
        _asked.Add(key);
        return map.Find(key)?.Value;
    }

    public DocumentNode? Required(string key, string hint)
    {
        DocumentNode? node = Node(key);
        if (node is null or DocumentNode.Scalar { Kind: ScalarKind.Null })
        {
            Report("ST0201", node?.Span ?? map.Span, $"`{key}` is missing in {what}.", hint);
            return null;
        }

        return node;
    }

    /// <summary>A text; numbers and booleans are taken as they are written.</summary>
    public string? Text(string key) => Node(key) is { } node ? TextOf(node, key) : null;

    public string? RequiredText(string key, string hint) => Required(key, hint) is { } node ? TextOf(node, key) : null;

    public bool Flag(string key, bool otherwise)
    {
        switch (Node(key))
        {
            case null:
                return otherwise;
            case DocumentNode.Scalar { Kind: ScalarKind.Boolean } scalar:
                return scalar.Text is ['t' or 'T', ..];
            case var node:
                report(WrongType(node, $"`{key}`", "true or false"));
                return otherwise;
        }
    }

    public int Number(string key, int otherwise, int least, int most)
    {
        if (Node(key) is not { } node)
        {
            return otherwise;
        }

        if (node is not DocumentNode.Scalar { Kind: ScalarKind.Integer } scalar
            || !int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            report(WrongType(node, $"`{key}`", "a whole number"));
            return otherwise;
        }

        if (number < least || number > most)
        {
            Report("ST0204", node.Span, $"`{key}` is {number}, and must be from {least} to {most}.", $"The default is {otherwise}.");
            return otherwise;
        }

        return number;
    }

    public TimeSpan Duration(string key, TimeSpan otherwise, TimeSpan least, TimeSpan most) =>
        Node(key) is { } node ? DurationOf(node, key, least, most) ?? otherwise : otherwise;

    public TimeSpan? Duration(string key, TimeSpan least, TimeSpan most) =>
        Node(key) is { } node ? DurationOf(node, key, least, most) : null;

    public T Choice<T>(string key, T otherwise, IReadOnlyDictionary<string, T> choices)
    {
        if (Node(key) is not { } node)
        {
            return otherwise;
        }

        string? text = TextOf(node, key);
        if (text is null)
        {
            return otherwise;
        }

        if (choices.TryGetValue(text, out T? choice))
        {
            return choice;
        }

        Report("ST0205", node.Span, $"`{key}` is `{text}`, and must be one of: {string.Join(", ", choices.Keys)}.", Nearest.To(text, choices.Keys) is { } near ? $"Did you mean `{near}`?" : "Choose one of these.");
        return otherwise;
    }

    /// <summary>A list of texts; a single text is a list of one.</summary>
    public ImmutableArray<string> Texts(string key) => Node(key) switch
    {
        null => [],
        DocumentNode.Sequence list => [.. list.Items.Select(item => TextOf(item, key)).OfType<string>()],
        var node => TextOf(node, key) is { } text ? [text] : [],
    };

    /// <summary>A map below this one; null when the key is not there.</summary>
    public MapReader? Child(string key, string name) => Node(key) is { } node ? Of(node, name, report) : null;

    public MapReader ChildOf(DocumentNode node, string name) => Of(node, name, report);

    /// <summary>The entries whose keys are the user's own names.</summary>
    public IEnumerable<MappingEntry> Entries(string key) => Child(key, $"`{key}`")?.Map.Entries ?? [];

    public string? TextOf(DocumentNode node, string key)
    {
        if (node is DocumentNode.Scalar { Kind: not ScalarKind.Null } scalar)
        {
            return scalar.Text;
        }

        report(WrongType(node, $"`{key}`", "a text"));
        return null;
    }

    /// <summary>Reports the keys nobody asked for.</summary>
    /// <param name="further">Keys that are known, and read by somebody else.</param>
    public void Finish(params IEnumerable<string> further)
    {
        _asked.UnionWith(further);
        foreach (MappingEntry entry in map.Entries.Where(e => !_asked.Contains(e.Key.Text)))
        {
            string hint = Nearest.To(entry.Key.Text, _asked) is { } near
                ? $"Did you mean `{near}`?"
                : $"Known here: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}.";
            Report("ST0200", entry.Key.Span, $"`{entry.Key.Text}` means nothing in {what}.", hint);
        }
    }

    private TimeSpan? DurationOf(DocumentNode node, string key, TimeSpan least, TimeSpan most)
    {
        string? text = TextOf(node, key);
        if (text is null)
        {
            return null;
        }

        if (!Durations.TryParse(text, out TimeSpan duration))
        {
            Report("ST0203", node.Span, $"`{text}` is not a duration.", "Write a number and a unit: 250ms, 15s, 2m, 1h.");
            return null;
        }

        if (duration < least || duration > most)
        {
            Report("ST0204", node.Span, $"`{key}` is {text}, and must be from {Durations.Format(least)} to {Durations.Format(most)}.", "Choose a duration within these bounds.");
            return null;
        }

        return duration;
    }

    private static Diagnostic WrongType(DocumentNode node, string what, string wanted) =>
        new("ST0202", DiagnosticSeverity.Error, node.Span, Sentence($"{what} must be {wanted}, and this is {node.Describe()}."), $"Write {wanted} here.");

    /// <summary>What a map describes (<c>the service `orders`</c>) begins a sentence with a capital.</summary>
    private static string Sentence(string text) =>
        text.StartsWith("the ", StringComparison.Ordinal) || text.StartsWith("a ", StringComparison.Ordinal)
            ? $"{char.ToUpperInvariant(text[0])}{text[1..]}"
            : text;
}
