namespace Seatrial.Core.Flows;

/// <summary>How an attempt of a flow ended.</summary>
public enum FlowOutcome
{
    /// <summary>Every expectation held.</summary>
    Passed,

    /// <summary>Every expectation held, after a network retry.</summary>
    PassedDegraded,

    /// <summary>An expectation did not hold, a deadline passed, or a service gave no answer.</summary>
    Failed,

    /// <summary>It could not be told: the test or Seatrial itself failed, or it was cancelled.</summary>
    Inconclusive,

    /// <summary>It did not run, because the verdict could no longer change or nothing selected it.</summary>
    Skipped,
}
