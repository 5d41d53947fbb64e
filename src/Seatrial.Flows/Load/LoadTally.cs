using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Core.Load;
using Seatrial.Project.Flows;
using Seatrial.Project.Load;

namespace Seatrial.Flows.Load;

/// <summary>Counts what becomes of journeys. What it keeps does not grow with them: histograms, counts, and a few journeys to look at.</summary>
/// <remarks>Not thread-safe: one lock is held around each call.</remarks>
internal sealed class LoadTally(FlowPlan flow, LoadPlan load)
{
    /// <summary>How many journeys that failed in ways of their own are kept with all they sent and received.</summary>
    public const int MostSamples = 5;
    private const int MostKinds = 100;

    private readonly LatencyHistogram[] _steps = [.. flow.Steps.Select(static _ => new LatencyHistogram())];
    private readonly Dictionary<string, (StepFailure First, int Journey, long Count)> _failures = new(StringComparer.Ordinal);
    private readonly List<LoadJourney> _samples = [];
    private readonly LoadPoints _points = new(load.For);
    private long _furtherFailures;
    private TimeSpan _limitWait;

    public LatencyHistogram Journeys { get; } = new();

    public LatencyHistogram Lateness { get; } = new();

    public long Began { get; private set; }

    public long Ended { get; private set; }

    public long Failed { get; private set; }

    public long Degraded { get; private set; }

    public long Dropped { get; private set; }

    public int Users { get; private set; }

    public int MostUsers { get; private set; }

    public bool AnyAnswer { get; private set; }

    /// <summary>The first journey that passed; null when none did.</summary>
    public LoadJourney? FirstPassed { get; private set; }

    /// <summary>The journey that passed and took longest; null when none did.</summary>
    public LoadJourney? Slowest { get; private set; }

    /// <summary>The first journeys that failed, each in a way of its own.</summary>
    public IReadOnlyList<LoadJourney> Samples => _samples;

    public LatencyHistogram Step(int index) => _steps[index];

    public int Begin(TimeSpan at)
    {
        _points.Began(at);
        MostUsers = Math.Max(MostUsers, ++Users);
        return (int)Math.Min(++Began, int.MaxValue);
    }

    public void Drop(TimeSpan at)
    {
        _points.Dropped(at);
        Dropped++;
    }

    /// <summary>A journey never came to an end of its own: it counts for nothing.</summary>
    public void Leave() => Users--;

    public void End(LoadJourney journey, TimeSpan at)
    {
        Users--;
        FlowAttemptResult result = journey.Result;
        if (result.Failure?.Kind == FailureKind.Cancelled)
        {
            return;
        }

        Ended++;
        AnyAnswer |= result.AnyAnswer;
        Degraded += result.Outcome == FlowOutcome.PassedDegraded ? 1 : 0;
        Lateness.Add(journey.Lateness);
        _points.Ended(at, journey.Duration, result.Failure is not null);
        AddTimes(journey);
        if (result.Failure is { } failure)
        {
            Failed++;
            Fail(failure, journey);
            return;
        }

        FirstPassed ??= journey;
        Slowest = Slowest is { } slowest && slowest.Duration >= journey.Duration ? slowest : journey;
    }

    /// <summary>How most journeys that failed failed; null when none did.</summary>
    public (StepFailure Failure, int Journey, long Count)? MostFrequent() =>
        _failures.Count == 0 ? null : _failures.Values.OrderByDescending(static f => f.Count).ThenBy(static f => f.Journey).First();

    public LoadReport Report(TimeSpan elapsed, string? endedEarly) => new(load.InWords, elapsed)
    {
        Due = load.Rate is null ? null : Began + Dropped,
        Began = Began,
        Passed = Ended - Failed,
        Degraded = Degraded,
        Failed = Failed,
        Dropped = Dropped,
        MostUsers = MostUsers,
        RateAsked = load.Due / load.For.TotalSeconds,
        Rate = elapsed > TimeSpan.Zero ? Began / elapsed.TotalSeconds : 0,
        Lateness = Lateness.Percentile(0.99),
        LimitWait = _limitWait,
        Latencies = [LoadLatency.Of(string.Empty, Journeys), .. flow.Steps.Where(s => _steps[s.Index].Count > 0).Select(s => LoadLatency.Of(s.Name, _steps[s.Index]))],
        Failures = FailuresByCount(),
        Points = _points.ToPoints(),
        EndedEarly = endedEarly,
    };

    private void AddTimes(LoadJourney journey)
    {
        if (journey.IsMeasured)
        {
            Journeys.Add(journey.Duration);
        }

        TimeSpan late = journey.Lateness;
        foreach ((StepRecord record, _) in journey.Steps)
        {
            _limitWait += record.LimitWait;
            if (record.Outcome != StepOutcome.Skipped)
            {
                if (record.Failure?.Kind is null or FailureKind.Deadline)
                {
                    _steps[record.Index].Add(record.Duration + late);
                }

                // The first step is what a user waits for who came in time and was served late.
                late = TimeSpan.Zero;
            }
        }
    }

    private void Fail(StepFailure failure, LoadJourney journey)
    {
        string kind = failure.Signature ?? $"{failure.Kind}";
        if (_failures.TryGetValue(kind, out var known))
        {
            _failures[kind] = known with { Count = known.Count + 1 };
        }
        else if (_failures.Count >= MostKinds)
        {
            _furtherFailures++;
        }
        else
        {
            _failures[kind] = (failure, journey.Number, 1);
            if (_samples.Count < MostSamples)
            {
                _samples.Add(journey);
            }
        }
    }

    private ImmutableArray<LoadFailures> FailuresByCount()
    {
        IEnumerable<LoadFailures> known = _failures
            .Select(static f => new LoadFailures(f.Value.First.StepName, f.Key, f.Value.Count, f.Value.Journey))
            .OrderByDescending(static f => f.Count)
            .ThenBy(static f => f.Journey);
        return _furtherFailures == 0 ? [.. known] : [.. known, new(string.Empty, "others", _furtherFailures, 0)];
    }
}
