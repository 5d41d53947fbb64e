using System.Collections.Immutable;

namespace Seatrial.Core.Triage;

/// <summary>The spans of a trace with their kinship.</summary>
internal sealed class TraceTree
{
    private readonly Dictionary<string, SpanRecord> _byId;
    private readonly ILookup<string, SpanRecord> _children;

    public TraceTree(TraceSignals trace)
    {
        Trace = trace;
        _byId = trace.Spans.ToDictionary(s => s.SpanId, StringComparer.Ordinal);
        _children = trace.Spans.ToLookup(s => s.ParentSpanId ?? string.Empty, StringComparer.Ordinal);
    }

    public TraceSignals Trace { get; }

    /// <summary>The span above, or null for a root (the step's own span is never exported).</summary>
    public SpanRecord? Parent(SpanRecord span) =>
        span.ParentSpanId is { } id && _byId.TryGetValue(id, out SpanRecord? parent) ? parent : null;

    public IEnumerable<SpanRecord> Children(SpanRecord span) => _children[span.SpanId];

    /// <summary>All spans below; a cycle in what services sent does no harm.</summary>
    public IEnumerable<SpanRecord> Descendants(SpanRecord span)
    {
        HashSet<string> seen = new(StringComparer.Ordinal) { span.SpanId };
        Queue<SpanRecord> next = new([span]);
        while (next.TryDequeue(out SpanRecord? current))
        {
            foreach (SpanRecord child in Children(current).Where(c => seen.Add(c.SpanId)))
            {
                yield return child;
                next.Enqueue(child);
            }
        }
    }

    /// <summary>The spans from the root down to this one.</summary>
    public ImmutableArray<SpanRecord> PathTo(SpanRecord span)
    {
        List<SpanRecord> path = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (SpanRecord? current = span; current is not null && seen.Add(current.SpanId); current = Parent(current))
        {
            path.Add(current);
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>The span's time without the union of its children's times.</summary>
    public TimeSpan SelfTime(SpanRecord span)
    {
        TimeSpan covered = TimeSpan.Zero;
        DateTimeOffset from = span.Start;
        foreach (SpanRecord child in Children(span).OrderBy(c => c.Start))
        {
            DateTimeOffset start = child.Start > from ? child.Start : from;
            DateTimeOffset end = child.End < span.End ? child.End : span.End;
            if (end > start)
            {
                covered += end - start;
                from = end;
            }
        }

        TimeSpan self = span.End - span.Start - covered;
        return self > TimeSpan.Zero ? self : TimeSpan.Zero;
    }

    /// <summary>Whether a service says that this span went wrong: status error, or 5xx on a server span.</summary>
    public static bool IsError(SpanRecord span) =>
        span.IsError || (span.Kind == SpanKind.Server && HttpStatus(span) >= 500);

    /// <summary>The HTTP status a span recorded, by today's or yesterday's attribute name; 0 when none.</summary>
    public static int HttpStatus(SpanRecord span) =>
        (span.Attributes.TryGetValue("http.response.status_code", out string? text)
            || span.Attributes.TryGetValue("http.status_code", out text))
        && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out int status)
            ? status
            : 0;

    /// <summary>The address a client span recorded, by today's or yesterday's attribute names; empty when none.</summary>
    public static string Address(SpanRecord span) =>
        span.Attributes.GetValueOrDefault("url.full")
        ?? span.Attributes.GetValueOrDefault("http.url")
        ?? span.Attributes.GetValueOrDefault("server.address")
        ?? string.Empty;
}
