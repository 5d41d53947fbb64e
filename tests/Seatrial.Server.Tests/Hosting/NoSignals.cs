using Seatrial.Core.Triage;

namespace Seatrial.Server.Tests.Hosting;

/// <summary>No telemetry.</summary>
internal sealed class NoSignals : ISignalQuery
{
    public bool IsListening => false;

    public void Expect(string runId, IReadOnlyCollection<string> traceIds)
    {
    }

    public TraceSignals Read(string runId, string traceId) => throw new NotSupportedException();

    public void Forget(string runId)
    {
    }
}
