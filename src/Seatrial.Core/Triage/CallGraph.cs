namespace Seatrial.Core.Triage;

/// <summary>Who called whom in a run, and with what result; services without a version are passed through.</summary>
internal sealed class CallGraph
{
    private readonly SuspectInput _input;
    private readonly List<(string Caller, string Callee, bool Rejected)> _edges = [];

    public CallGraph(SuspectInput input)
    {
        _input = input;
        foreach (TraceSignals trace in input.Others.Concat(input.Failing.Select(f => f.Trace)).DistinctBy(t => t.TraceId, StringComparer.Ordinal))
        {
            TraceTree tree = new(trace);
            foreach (SpanRecord span in trace.Spans.Where(s => s.Kind == SpanKind.Server && IsSuspectable(s.Service)))
            {
                if (CallerOf(tree, span) is { } caller)
                {
                    _edges.Add((caller.Service, span.Service, TreatsAsRejected(span)));
                }
            }

            // Whose own spans are missing is known by what those who called it wrote down.
            foreach (SpanRecord call in trace.Spans.Where(s => s.Kind == SpanKind.Client && TraceTree.HttpStatus(s) > 0))
            {
                if (NamedIn(TraceTree.Address(call)) is { } callee && callee != call.Service && tree.Descendants(call).All(s => s.Service != callee))
                {
                    _edges.Add((call.Service, callee, TreatsAsRejected(call)));
                }
            }
        }
    }

    /// <summary>Whether a service is one that can be at fault: it has a version, or nobody has.</summary>
    public bool IsSuspectable(string service) =>
        _input.Versions.Versions.IsEmpty || _input.Versions.Versions.ContainsKey(service);

    /// <summary>Whether this deployment changed a service; everything counts as changed when nothing was deployed.</summary>
    public bool IsChanged(string service) => _input.Changed.IsEmpty || _input.Changed.Contains(service, StringComparer.Ordinal);

    /// <summary>The changed services a text names as a word of its own.</summary>
    public IEnumerable<string> ChangedNamedIn(string text) => _input.Changed.Where(Words(text).Contains);

    /// <summary>The one service that an address names as a word of its own, of all that can be at fault; null when none or several.</summary>
    public string? NamedIn(string address)
    {
        HashSet<string> words = Words(address);
        string[] named = [.. _input.Versions.Versions.Keys.Concat(_input.Changed).Where(words.Contains).Distinct(StringComparer.Ordinal).Take(2)];
        return named.Length == 1 ? named[0] : null;
    }

    /// <summary>The changed services that answered a span or what it called, the last one first.</summary>
    public IEnumerable<SpanRecord> ChangedBelow(TraceTree tree, SpanRecord span) => tree.Descendants(span)
        .Where(s => s.Kind == SpanKind.Server && s.Service != span.Service && IsSuspectable(s.Service) && IsChanged(s.Service))
        .OrderByDescending(s => s.End)
        .DistinctBy(s => s.Service, StringComparer.Ordinal);

    /// <summary>The nearest span above that belongs to another service that can be at fault.</summary>
    public SpanRecord? CallerOf(TraceTree tree, SpanRecord span)
    {
        for (SpanRecord? current = tree.Parent(span); current is not null; current = tree.Parent(current))
        {
            if (current.Service != span.Service && IsSuspectable(current.Service))
            {
                return current;
            }
        }

        return null;
    }

    /// <summary>Which share of the other callers' requests this callee rejected; null when nobody else called it.</summary>
    public double? RejectedFromOthers(string caller, string callee) =>
        Share(_edges.Where(e => e.Callee == callee && e.Caller != caller));

    /// <summary>Which share of this caller's requests to others were rejected; null when it called nobody else.</summary>
    public double? RejectedByOthers(string caller, string callee) =>
        Share(_edges.Where(e => e.Caller == caller && e.Callee != callee));

    /// <summary>The Ochiai similarity of "the trace holds this service" and "the trace's step failed".</summary>
    public double Ochiai(string service)
    {
        double failedWith = _input.Failing.Count(f => f.IsTheOne && f.Trace.Spans.Any(s => s.Service == service));
        double failedWithout = _input.Failing.Count(f => f.IsTheOne) - failedWith;
        double passedWith = _input.Others.Count(t => t.Spans.Any(s => s.Service == service));
        double denominator = Math.Sqrt((failedWith + failedWithout) * (failedWith + passedWith));
        return denominator > 0 ? failedWith / denominator : 0;
    }

    private static HashSet<string> Words(string text) => text
        .Split([' ', '/', ':', '?', '&', '=', '\'', '"', '.', ',', '(', ')', '\u201c', '\u201d', '\n'])
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static bool TreatsAsRejected(SpanRecord span) => TraceTree.HttpStatus(span) is >= 400 and < 500;

    private static double? Share(IEnumerable<(string Caller, string Callee, bool Rejected)> edges)
    {
        int total = 0;
        int rejected = 0;
        foreach ((_, _, bool isRejected) in edges)
        {
            total++;
            rejected += isRejected ? 1 : 0;
        }

        return total == 0 ? null : (double)rejected / total;
    }
}
