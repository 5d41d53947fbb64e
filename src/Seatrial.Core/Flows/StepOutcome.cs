namespace Seatrial.Core.Flows;

/// <summary>How a step ended.</summary>
public enum StepOutcome
{
    /// <summary>Every expectation held.</summary>
    Passed,

    /// <summary>It failed; see the failure.</summary>
    Failed,

    /// <summary>Its <c>when</c> was false, or an earlier step failed.</summary>
    Skipped,
}
