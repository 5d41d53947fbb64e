using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Boundaries;

/// <summary>Makes the steps that a rule stands for: the same nodes a person would have written, each where the rule says it.</summary>
internal static class BoundaryNodes
{
    public static DocumentNode.Scalar Text(string text, SourceSpan span) => new(text, ScalarKind.Text, IsQuoted: true, span);

    public static DocumentNode.Scalar Number(string text, SourceSpan span) => new(text, ScalarKind.Integer, IsQuoted: false, span);

    public static DocumentNode.Mapping Map(SourceSpan span, params ReadOnlySpan<(string Key, DocumentNode Value)> entries)
    {
        var built = ImmutableArray.CreateBuilder<MappingEntry>(entries.Length);
        foreach ((string key, DocumentNode value) in entries)
        {
            built.Add(new(Text(key, span), value));
        }

        return new(built.ToImmutable(), span);
    }

    public static DocumentNode.Sequence OneOf(SourceSpan span, params ReadOnlySpan<string> statuses)
    {
        var built = ImmutableArray.CreateBuilder<DocumentNode>(statuses.Length);
        foreach (string status in statuses)
        {
            built.Add(Number(status, span));
        }

        return new(built.ToImmutable(), span);
    }

    /// <summary>The rule's map without its own keys, and with others instead.</summary>
    public static DocumentNode.Mapping Step(DocumentNode.Mapping rule, IReadOnlyCollection<string> without, params ReadOnlySpan<(string Key, DocumentNode Value)> entries) => rule with
    {
        Entries = [.. Map(rule.Span, entries).Entries, .. rule.Entries.Where(e => !without.Contains(e.Key.Text, StringComparer.Ordinal))],
    };

    /// <summary>Steps that run once more for themselves: ids they were given are the first ones'.</summary>
    public static IEnumerable<DocumentNode> Again(DocumentNode.Sequence steps) => steps.Items.Select(static step =>
        step is DocumentNode.Mapping map ? map with { Entries = [.. map.Entries.Where(static e => e.Key.Text != "id")] } : step);
}
