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
    private const int PageSize = 512;
    private const int MostPages = 6;

    private readonly IJournal? _journal;
    private readonly StreamId _stream;
    private readonly Dictionary<long, StepReport?[]> _pages = [];
    private readonly Queue<long> _oldest = new();

    internal FlowDetails(IJournal? journal, StreamId stream)
    {
        _journal = journal;
        _stream = stream;
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
                StepReport?[] page = await PageAsync((place - 1) / PageSize, cancellationToken);
                steps.Add(page[(place - 1) % PageSize]
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
        int read = 0;
        await foreach (JournalEntry entry in _journal!.ReadAsync(_stream, number * PageSize, cancellationToken))
        {
            if (entry.Event is RunEvent.StepFinished finished)
            {
                page[entry.Sequence - 1 - (number * PageSize)] = new StepReport(finished.Step, finished.ExchangeBlob);
            }

            if (++read == PageSize)
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
