using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expectations;

namespace Seatrial.Flows.Tracing;

/// <summary>Binds what is written under <c>trace</c>.</summary>
internal sealed class TraceBinder(IBindContext context)
{
    public static readonly string[] Kinds = ["internal", "server", "client", "producer", "consumer"];
    public static readonly string[] Severities = ["trace", "debug", "info", "warn", "error", "fatal"];

    private const string Span = "span";
    private const string Log = "log";
    private static readonly string[] ClauseKeys = [Span, Log, "expect", "step"];
    private static readonly string[] SpanKeys = ["service", "name", "kind", "version", "attributes", "under", "childOf"];
    private static readonly string[] LogKeys = ["service", "severity", "body", "category", "attributes"];
    private static readonly string[] SpanSubjects = ["count", "error", "service", "name", "kind", "version", "status", "exception", "attributes."];
    private static readonly string[] LogSubjects = ["count", "service", "body", "category", "exception", "attributes."];

    public ImmutableArray<TraceClause>? Bind(DocumentNode node)
    {
        if (node is not DocumentNode.Sequence { Items.IsEmpty: false } list)
        {
            TraceDiagnostics.NotClauses(context, node.Span, node is DocumentNode.Sequence ? "an empty list" : node.Describe());
            return null;
        }

        TraceClause?[] clauses = [.. list.Items.Select(BindClause)];
        return Array.Exists(clauses, static clause => clause is null) ? null : [.. clauses!];
    }

    private TraceClause? BindClause(DocumentNode node)
    {
        if (node is not DocumentNode.Mapping map)
        {
            TraceDiagnostics.NotClauses(context, node.Span, $"a list with {node.Describe()}");
            return null;
        }

        CheckKeys(map, "an item of `trace`", ClauseKeys);
        (MappingEntry? span, MappingEntry? log) = (map.Find(Span), map.Find(Log));
        if ((span is null) == (log is null))
        {
            TraceDiagnostics.NotOne(context, map.Span, isBoth: span is not null);
            return null;
        }

        TraceSelector? selector = BindSelector((span ?? log)!, isLog: log is not null);
        ImmutableArray<ExpectationPlan> expect = map.Find("expect") is { } written
            ? VerbExpectations.Bind(written.Value, log is null ? "a span" : "a log record", log is null ? SpanSubjects : LogSubjects, context)
            : [];
        string? step = null;
        if (map.Find("step")?.Value is { } named)
        {
            step = (named as DocumentNode.Scalar)?.Text;
            if (step is null)
            {
                TraceDiagnostics.NotOneOf(context, named.Span, "step", ["the ids of the steps before it"]);
            }
        }

        return selector is null ? null : new TraceClause(
            log is not null,
            selector,
            [.. expect.Where(static plan => plan.Subject.Text == "count")],
            [.. expect.Where(static plan => plan.Subject.Text != "count")],
            step,
            map.Span);
    }

    private TraceSelector? BindSelector(MappingEntry entry, bool isLog)
    {
        string key = entry.Key.Text;
        if (entry.Value is not DocumentNode.Mapping { Entries.IsEmpty: false } map)
        {
            TraceDiagnostics.NotASelector(context, entry.Value.Span, key);
            return null;
        }

        CheckKeys(map, $"`{key}`", isLog ? LogKeys : SpanKeys);
        CheckChoice(map, "kind", Kinds);
        CheckChoice(map, "severity", Severities);
        TraceSelector? under = BindRelation(map, "under");
        TraceSelector? childOf = BindRelation(map, "childOf");
        string severity = (map.Find("severity")?.Value as DocumentNode.Scalar)?.Text ?? string.Empty;
        ImmutableArray<ExpectationPlan> fields = VerbExpectations.Bind(
            new DocumentNode.Mapping([.. Flat(map)], map.Span),
            isLog ? "a log record" : "a span",
            isLog ? LogSubjects : SpanSubjects,
            context);
        string text = string.Join(' ', Words(map).Concat(under is null ? [] : [$"under {under.Text}"]).Concat(childOf is null ? [] : [$"child of {childOf.Text}"]));
        return new TraceSelector(fields, text)
        {
            Under = under,
            ChildOf = childOf,
            Severity = (4 * Array.IndexOf(Severities, severity)) + 1 is > 0 and int least ? least : 0,
            Service = map.Find("service")?.Value is DocumentNode.Scalar { Text: var service } && service.AsSpan().IndexOfAny("{*") < 0 ? service : null,
        };
    }

    private TraceSelector? BindRelation(DocumentNode.Mapping map, string key) =>
        map.Find(key) is { } entry ? BindSelector(entry, isLog: false) : null;

    /// <summary>What is compared, each attribute under a key of its own.</summary>
    private static IEnumerable<MappingEntry> Flat(DocumentNode.Mapping map)
    {
        foreach (MappingEntry entry in map.Entries)
        {
            if (entry.Key.Text is "service" or "name" or "kind" or "version" or "body" or "category")
            {
                yield return entry;
            }
            else if (entry.Key.Text == "attributes" && entry.Value is DocumentNode.Mapping attributes)
            {
                foreach (MappingEntry attribute in attributes.Entries)
                {
                    yield return attribute with { Key = attribute.Key with { Text = "attributes." + attribute.Key.Text } };
                }
            }
        }
    }

    private static IEnumerable<string> Words(DocumentNode.Mapping map)
    {
        foreach (MappingEntry entry in map.Entries.Where(static e => e.Key.Text is not ("under" or "childOf")))
        {
            bool isPlain = entry.Key.Text is "service" or "name" or "severity";
            yield return entry.Value switch
            {
                DocumentNode.Scalar scalar when isPlain => scalar.Text,
                DocumentNode.Scalar scalar => $"{entry.Key.Text}={scalar.Text}",
                DocumentNode.Mapping inner => $"{entry.Key.Text}={{{string.Join(", ", inner.Entries.Select(static e => $"{e.Key.Text}: {(e.Value as DocumentNode.Scalar)?.Text ?? "…"}"))}}}",
                _ => entry.Key.Text,
            };
        }
    }

    private void CheckKeys(DocumentNode.Mapping map, string where, string[] known)
    {
        foreach (MappingEntry entry in map.Entries.Where(e => !known.Contains(e.Key.Text, StringComparer.Ordinal)))
        {
            TraceDiagnostics.Unknown(context, entry.Key.Span, entry.Key.Text, where, known);
        }

        if (map.Find("attributes")?.Value is { } attributes and not DocumentNode.Mapping)
        {
            TraceDiagnostics.NotASelector(context, attributes.Span, "attributes");
        }
    }

    private void CheckChoice(DocumentNode.Mapping map, string key, string[] values)
    {
        if (map.Find(key)?.Value is { } value && !(value is DocumentNode.Scalar { Text: var text } && values.Contains(text, StringComparer.Ordinal)))
        {
            TraceDiagnostics.NotOneOf(context, value.Span, key, values);
        }
    }
}
