using System.Collections.Immutable;

namespace Seatrial.Core.Triage;

/// <summary>Gathers what points at each service.</summary>
internal sealed class SuspectTally
{
    private readonly Dictionary<string, List<(double Weight, string Text, string FlowId)>> _evidence = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _operations = new(StringComparer.Ordinal);

    public IEnumerable<string> Services => _evidence.Keys;

    public void Add(string flowId, string service, double weight, string text, string? operation = null)
    {
        if (!_evidence.TryGetValue(service, out var lines))
        {
            _evidence[service] = lines = [];
        }

        lines.Add((weight, text, flowId));
        if (operation is not null)
        {
            _operations.TryAdd(service, operation);
        }
    }

    public string? OperationOf(string service) => _operations.GetValueOrDefault(service);

    /// <summary>The service's score: for each flow the sum of distinct evidence, with diminishing returns, averaged over the failing flows.</summary>
    public double ScoreOf(string service, int failingFlows) => _evidence[service]
        .GroupBy(e => e.FlowId, StringComparer.Ordinal)
        .Sum(flow => flow
            .DistinctBy(e => TraceShapes.Mask(e.Text), StringComparer.Ordinal)
            .OrderByDescending(e => e.Weight)
            .Select((e, i) => e.Weight / (1 << Math.Min(i, 10)))
            .Sum()) / failingFlows;

    /// <summary>The flows some evidence of which points at the service.</summary>
    public int FlowsOf(string service) => _evidence[service].Select(e => e.FlowId).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The strongest distinct lines.</summary>
    public ImmutableArray<string> LinesOf(string service, int most) =>
    [
        .. _evidence[service]
            .GroupBy(e => TraceShapes.Mask(e.Text), StringComparer.Ordinal)
            .OrderByDescending(g => g.Max(e => e.Weight))
            .ThenByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Take(most)
            .Select(g => g.MaxBy(e => e.Weight).Text),
    ];
}
