using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;

namespace Seatrial.Cli.Servers;

/// <summary>Reads the runs of a project as a server tells them.</summary>
internal interface IRunReader
{
    /// <summary>The newest runs' ids; empty while the server cannot be reached.</summary>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The events of a run from after a sequence; empty while there is nothing new or the server cannot be reached.</summary>
    Task<IReadOnlyList<RunEvent>> EventsAsync(string runId, long after, CancellationToken cancellationToken);

    /// <summary>The blobs of a run.</summary>
    BlobReader Blobs(string runId);
}
