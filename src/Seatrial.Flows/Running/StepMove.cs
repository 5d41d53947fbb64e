namespace Seatrial.Flows.Running;

/// <summary>What happens next in a flow that is gone through step by step.</summary>
public enum StepMove
{
    /// <summary>The next step runs.</summary>
    Next,

    /// <summary>The step that ran last runs again, from what was known before it.</summary>
    Retry,

    /// <summary>No further step runs; what was made is removed.</summary>
    Quit,
}
