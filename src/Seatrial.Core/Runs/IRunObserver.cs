namespace Seatrial.Core.Runs;

/// <summary>Watches runs as they happen: the live view. Must return at once and never throw.</summary>
public interface IRunObserver
{
    /// <summary>An event was appended.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="runEvent">The event.</param>
    void OnEvent(string runId, RunEvent runEvent);

    /// <summary>A step starts; nothing of it is stored yet.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="flowId">The flow.</param>
    /// <param name="stepIndex">The step, from 0.</param>
    /// <param name="stepName">Its name.</param>
    void OnStepStarted(string runId, string flowId, int stepIndex, string stepName);

    /// <summary>A run does something that takes time: settling, waiting for telemetry, waiting for a remedy.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="activity">What, in a few words.</param>
    void OnActivity(string runId, string activity);
}
