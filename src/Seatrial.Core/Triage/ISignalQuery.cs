namespace Seatrial.Core.Triage;

/// <summary>Reads the telemetry of a run's traces.</summary>
public interface ISignalQuery
{
    /// <summary>Announces traces before their requests are sent, so that their telemetry is kept when it comes.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="traceIds">Its traces.</param>
    void Expect(string runId, IReadOnlyCollection<string> traceIds);

    /// <summary>Whether any telemetry can come at all; false when no intake listens.</summary>
    bool IsListening { get; }

    /// <summary>Reads what is known of a trace now.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="traceId">The trace.</param>
    TraceSignals Read(string runId, string traceId);

    /// <summary>Lets go of what is kept for a run.</summary>
    /// <param name="runId">The run.</param>
    void Forget(string runId);
}
