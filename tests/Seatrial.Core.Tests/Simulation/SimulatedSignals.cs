using Seatrial.Core.Triage;

namespace Seatrial.Core.Tests.Simulation;

/// <summary>Telemetry nobody listens to.</summary>
internal sealed class SimulatedSignals : ISignalQuery
{
    public bool IsListening => false;

    public void Expect(string runId, IReadOnlyCollection<string> traceIds)
    {
    }

    public TraceSignals Read(string runId, string traceId) => new(traceId, [], [], null, false);

    public void Forget(string runId)
    {
    }
}
