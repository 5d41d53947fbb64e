using Seatrial.Core.Triage;

namespace Seatrial.Cli.Runs;

/// <summary>The telemetry of a run without a server: none is expected, so none is missed.</summary>
internal sealed class NoTelemetry : ISignalQuery
{
    public bool IsListening => false;

    public void Expect(string runId, IReadOnlyCollection<string> traceIds)
    {
    }

    public TraceSignals Read(string runId, string traceId) => new(traceId, [], [], null, IsTruncated: false);

    public void Forget(string runId)
    {
    }
}
