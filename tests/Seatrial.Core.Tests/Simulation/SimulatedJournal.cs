using Seatrial.Core.Journal;

namespace Seatrial.Core.Tests.Simulation;

/// <summary>One process's way to the journal that outlives it.</summary>
internal sealed class SimulatedJournal(IJournal store, SimulatedProcess process) : IJournal
{
    public async ValueTask<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken)
    {
        string what = string.Join('+', append.Events.Select(e => e.GetType().Name));
        process.Boundary($"before {what}");
        long sequence = await store.AppendAsync(append, cancellationToken);
        process.Boundary($"after {what}");
        return sequence;
    }

    public IAsyncEnumerable<JournalEntry> ReadAsync(StreamId stream, long afterSequence, CancellationToken cancellationToken) =>
        Alive().ReadAsync(stream, afterSequence, cancellationToken);

    public ValueTask<IReadOnlyList<RunListing>> ListRunsAsync(string? project, bool onlyOpen, int limit, CancellationToken cancellationToken) =>
        Alive().ListRunsAsync(project, onlyOpen, limit, cancellationToken);

    public ValueTask<IReadOnlyList<StreamId>> ListEnvironmentsAsync(CancellationToken cancellationToken) =>
        Alive().ListEnvironmentsAsync(cancellationToken);

    public ValueTask<Lease?> TryAcquireLeaseAsync(StreamId stream, string owner, TimeSpan duration, CancellationToken cancellationToken) =>
        Alive().TryAcquireLeaseAsync(stream, owner, duration, cancellationToken);

    public ValueTask<Lease?> RenewLeaseAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        Alive().RenewLeaseAsync(lease, duration, cancellationToken);

    public ValueTask ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken) =>
        process.IsDead ? ValueTask.CompletedTask : store.ReleaseLeaseAsync(lease, cancellationToken);

    public ValueTask<JournalBlob?> ReadBlobAsync(StreamId stream, string blobId, CancellationToken cancellationToken) =>
        Alive().ReadBlobAsync(stream, blobId, cancellationToken);

    private IJournal Alive() => process.IsDead ? throw new ProcessDiedException() : store;
}
