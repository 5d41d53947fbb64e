using System.Collections.Immutable;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Reporting;

/// <summary>
/// Fetches the steps of a run's flows from the journal when a report comes to them, a page of events at a time, so that a
/// report takes no more memory for ten thousand flows than for ten.
/// </summary>
/// <remarks>
/// Not thread-safe: each report opens its own. Flows are reported nearly in the order they ran, so a few pages are kept.
/// </remarks>
public sealed class FlowDetails
{
    private const int PageSize = 128;
    private const int MostPages = 4;

    private readonly IJournal? _journal;
    private readonly StreamId _stream;
    private readonly Dictionary<long, StepReport?[]> _pages = [];
    private readonly Queue<long> _oldest = new();
    private readonly long _first = long.MaxValue;
    private readonly long _last;

    internal FlowDetails(IJournal? journal, StreamId stream, ImmutableArray<FlowReport> flows)
    {
        _journal = journal;
        _stream = stream;
        // What lies before the first step and behind the last, such as the plan and the verdict, can be as large as thousands of steps.
        foreach (long place in flows.SelectMany(static f => f.Attempts).SelectMany(static a => a.StepPlaces))
        {
            _first = Math.Min(_first, place);
            _last = Math.Max(_last, place);
        }
    }

    /// <summary>The flow with the steps of its attempts.</summary>
    /// <param name="flow">A flow of the report.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<FlowReport> OfAsync(FlowReport flow, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(flow);
        if (flow.Attempts.All(static attempt => attempt.StepPlaces.IsEmpty))
        {
            return flow;
        }

        ImmutableArray<AttemptReport>.Builder attempts = ImmutableArray.CreateBuilder<AttemptReport>(flow.Attempts.Length);
        foreach (AttemptReport attempt in flow.Attempts)
        {
            ImmutableArray<StepReport>.Builder steps = ImmutableArray.CreateBuilder<StepReport>(attempt.StepPlaces.Length);
            foreach (long place in attempt.StepPlaces)
            {
                StepReport?[] page = await PageAsync((place - _first) / PageSize, cancellationToken);
                steps.Add(page[(place - _first) % PageSize]
                    ?? throw new InvalidOperationException($"Event {place} of {_stream} is no step any more."));
            }

            attempts.Add(attempt with { Steps = steps.MoveToImmutable() });
        }

        return flow with { Attempts = attempts.MoveToImmutable() };
    }

    private async ValueTask<StepReport?[]> PageAsync(long number, CancellationToken cancellationToken)
    {
        if (_pages.TryGetValue(number, out StepReport?[]? page))
        {
            return page;
        }

        page = new StepReport?[PageSize];
        long first = _first + (number * PageSize);
        long last = Math.Min(first + PageSize - 1, _last);
        await foreach (JournalEntry entry in _journal!.ReadAsync(_stream, first - 1, cancellationToken))
        {
            if (entry.Event is RunEvent.StepFinished finished)
            {
                page[entry.Sequence - first] = new StepReport(finished.Step, finished.ExchangeBlob);
            }

            if (entry.Sequence >= last)
            {
                break;
            }
        }

        if (_pages.Count == MostPages)
        {
            _pages.Remove(_oldest.Dequeue());
        }

        _pages.Add(number, page);
        _oldest.Enqueue(number);
        return page;
    }
}
