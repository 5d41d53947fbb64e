using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Seatrial.Core.Triage;

/// <summary>Reduces traces to shapes that can be compared across runs.</summary>
public static partial class TraceShapes
{
    /// <summary>The shape of a step's trace.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="stepIndex">The step, from 0.</param>
    /// <param name="trace">The trace.</param>
    public static TraceShape Of(string flowId, int stepIndex, TraceSignals trace)
    {
        TraceTree tree = new(trace);
        ImmutableArray<TraceShapeNode> nodes =
        [
            .. trace.Spans
                .GroupBy(s => PathOf(tree, s), StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new TraceShapeNode(
                    g.Key,
                    g.First().Service,
                    Mask(g.First().Name),
                    g.Count(),
                    g.Aggregate(TimeSpan.Zero, (sum, s) => sum + tree.SelfTime(s)))),
        ];
        return new(flowId, stepIndex, nodes);
    }

    /// <summary>A span's path from the root.</summary>
    internal static string PathOf(TraceTree tree, SpanRecord span) =>
        string.Join(" > ", tree.PathTo(span).Select(s => $"{s.Service} {s.Kind} {Mask(s.Name)}"));

    /// <summary>A name without what differs from run to run.</summary>
    internal static string Mask(string name) => Ids().Replace(name, "*");

    // Ids inside names, such as "GET /orders/7f9c24e8-…" or "charge 4711": anything that holds a digit between separators.
    [GeneratedRegex(@"(?<![A-Za-z0-9])(?=[A-Za-z0-9\-]*\d)(?!v\d+(?![A-Za-z0-9\-]))[A-Za-z0-9\-]{2,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ids();
}
