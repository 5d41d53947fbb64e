using Seatrial.Cli.Servers;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;

namespace Seatrial.Cli.Tests.Demo;

/// <summary>A server that tells one more event at each question, and now and then nothing, as one that restarts.</summary>
internal sealed class FakeRunReader(params (string RunId, IReadOnlyList<RunEvent> Events)[] runs) : IRunReader
{
    private int _questions;

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(IsDown() ? [] : [.. runs.Select(run => run.RunId)]);

    public Task<IReadOnlyList<RunEvent>> EventsAsync(string runId, long after, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RunEvent>>(
            IsDown() ? [] : [.. runs.Single(run => run.RunId == runId).Events.Skip((int)after).Take(3)]);

    public BlobReader Blobs(string runId) => (_, _) => ValueTask.FromResult<ReadOnlyMemory<byte>?>(null);

    private bool IsDown() => ++_questions % 3 == 0;
}
