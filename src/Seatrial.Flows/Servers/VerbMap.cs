using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Servers;

/// <summary>The map behind a verb, read key by key; what nobody asked for is reported at the end.</summary>
/// <param name="map">The map.</param>
/// <param name="what">What it is called in messages, such as <c>redis</c>.</param>
/// <param name="example">A line that is right.</param>
/// <param name="context">Where to report and how to bind values.</param>
internal sealed partial class VerbMap(DocumentNode.Mapping map, string what, string example, IBindContext context)
{
    private readonly List<string> _asked = [];

    public SourceSpan Span => map.Span;

    public IBindContext Context => context;

    /// <summary>The map under a key, or null after a report.</summary>
    public static VerbMap? Of(DocumentNode.Mapping outer, string key, string example, IBindContext context)
    {
        DocumentNode node = outer.Find(key)!.Value;
        if (node is DocumentNode.Mapping map)
        {
            return new(map, key, example, context);
        }

        ServerDiagnostics.NotAMap(context, node, key, example);
        return null;
    }

    public bool Has(string key) => map.Find(key) is not null;

    public DocumentNode? Node(string key)
    {
        if (!_asked.Contains(key, StringComparer.Ordinal))
        {
            _asked.Add(key);
        }

        return map.Find(key)?.Value is { } node and not DocumentNode.Scalar { Kind: ScalarKind.Null } ? node : null;
    }

    public IBoundValue? Value(string key) => Node(key) is { } node ? context.Bind(node) : null;

    public IBoundValue? Required(string key)
    {
        if (Node(key) is { } node)
        {
            return context.Bind(node);
        }

        ServerDiagnostics.Missing(context, map.Span, what, key, example);
        return null;
    }

    /// <summary>The address under a key; one that is written out is looked at now.</summary>
    public IBoundValue? Address(string key, IReadOnlyDictionary<string, int> schemes)
    {
        if (Required(key) is not { } value)
        {
            return null;
        }

        DocumentNode node = Node(key)!;
        if (node is not DocumentNode.Scalar { Kind: ScalarKind.Text } text
            || (!text.Text.StartsWith("{{", StringComparison.Ordinal) && !schemes.Keys.Any(s => text.Text.StartsWith(s + "://", StringComparison.Ordinal))))
        {
            ServerDiagnostics.NotAnAddress(context, node.Span, key, schemes.Keys);
        }
        else if (WrittenPassword().IsMatch(text.Text))
        {
            ServerDiagnostics.PasswordWritten(context, node.Span, key);
        }

        return value;
    }

    /// <summary>Which one of several keys is there; null after a report when none or more are.</summary>
    public string? OneOf(params ReadOnlySpan<string> keys)
    {
        string? found = null;
        foreach (string key in keys)
        {
            if (Node(key) is not { } node)
            {
                continue;
            }

            if (found is not null)
            {
                ServerDiagnostics.Several(context, node.Span, what, found, key);
                return null;
            }

            found = key;
        }

        if (found is null)
        {
            ServerDiagnostics.Missing(context, map.Span, what, string.Join("` or `", keys!), example);
        }

        return found;
    }

    /// <summary>The map inside a key; null after a report when it is not one.</summary>
    public VerbMap? Inner(string key, string innerExample) => map.Find(key)?.Value switch
    {
        DocumentNode.Mapping inner => new(inner, key, innerExample, context),
        { } other => NotAMap(other, key, innerExample),
        null => null,
    };

    /// <summary>Names and values; nothing, after a report, when they are no map.</summary>
    public ImmutableArray<KeyValuePair<string, IBoundValue>> Entries(string key, string entriesExample)
    {
        switch (Node(key))
        {
            case null:
                return [];
            case DocumentNode.Mapping entries:
                return [.. entries.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, context.Bind(entry.Value)))];
            case { } other:
                NotAMap(other, key, entriesExample);
                return [];
        }
    }

    public bool Flag(string key)
    {
        switch (Node(key))
        {
            case null:
                return false;
            case DocumentNode.Scalar { Kind: ScalarKind.Boolean } flag:
                return flag.Text is "true" or "True" or "TRUE";
            case { } other:
                ServerDiagnostics.NotAValue(context, other.Span, key, "true or false", $"{key}: true");
                return false;
        }
    }

    /// <summary>A small whole number.</summary>
    public int Number(string key, int least, int most, int otherwise)
    {
        switch (Node(key))
        {
            case null:
                return otherwise;
            case DocumentNode.Scalar { Kind: ScalarKind.Integer } number
                when int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most:
                return value;
            case { } other:
                ServerDiagnostics.NotAValue(context, other.Span, key, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"), string.Create(CultureInfo.InvariantCulture, $"{key}: {most}"));
                return otherwise;
        }
    }

    /// <summary>Reports the keys that nobody asked for.</summary>
    public void Finish(params IEnumerable<string> further)
    {
        _asked.AddRange(further);
        foreach (MappingEntry entry in map.Entries.Where(e => !_asked.Contains(e.Key.Text, StringComparer.Ordinal)))
        {
            ServerDiagnostics.Unknown(context, entry.Key.Span, what, entry.Key.Text, _asked);
        }
    }

    private VerbMap? NotAMap(DocumentNode node, string key, string innerExample)
    {
        ServerDiagnostics.NotAMap(context, node, key, innerExample);
        return null;
    }

    /// <summary>Such as <c>://ada:s3cret@</c>, and not <c>://ada:{{ password }}@</c>.</summary>
    [GeneratedRegex(@"://[^/@{]*:[^/@{]+@", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WrittenPassword();
}
