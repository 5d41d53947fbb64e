using Seatrial.Core.Journal;

namespace Seatrial.Core.Environments;

/// <summary>Reads an environment's stream and appends to it by decision: read, decide, append, and again if somebody was faster.</summary>
/// <remarks>Thread-safe. Needs no lease: every append states the sequence it was decided on.</remarks>
/// <param name="journal">The journal.</param>
/// <param name="project">The project.</param>
/// <param name="environment">The environment.</param>
public sealed class EnvironmentLedger(IJournal journal, string project, string environment) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly StreamId _stream = StreamId.Environment(project, environment);
    private EnvironmentState _state = EnvironmentState.Empty;

    /// <summary>The environment as it stands now.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<EnvironmentState> ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return await CatchUpAsync_NeedsLock(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Appends what a decision on the present state asks for. On disk when this returns.</summary>
    /// <param name="decide">Returns the events to append, none to append nothing; asked again when somebody was faster.</param>
    /// <param name="cancellationToken">Cancels before anything is appended.</param>
    /// <returns>The environment after the events.</returns>
    public async Task<EnvironmentState> AppendAsync(
        Func<EnvironmentState, IReadOnlyList<EnvironmentEvent>> decide,
        CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                EnvironmentState state = await CatchUpAsync_NeedsLock(cancellationToken);
                IReadOnlyList<EnvironmentEvent> events = decide(state);
                if (events.Count == 0)
                {
                    return state;
                }

                try
                {
                    await journal.AppendAsync(new(_stream, state.Sequence, events, Durability.Durable), cancellationToken);
                    return _state = events.Aggregate(state, (s, e) => s.Apply(e));
                }
                catch (JournalConflictException conflict) when (!conflict.IsLeaseLost)
                {
                    // Somebody appended first: decide again on what they left.
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<EnvironmentState> CatchUpAsync_NeedsLock(CancellationToken cancellationToken)
    {
        await foreach (JournalEntry entry in journal.ReadAsync(_stream, _state.Sequence, cancellationToken))
        {
            _state = _state.Apply((EnvironmentEvent)entry.Event);
        }

        return _state;
    }
}
