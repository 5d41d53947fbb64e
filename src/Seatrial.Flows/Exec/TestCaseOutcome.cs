namespace Seatrial.Flows.Exec;

/// <summary>What came of a test.</summary>
internal enum TestCaseOutcome
{
    /// <summary>It ran and held.</summary>
    Passed,

    /// <summary>It ran and did not hold, or could not run.</summary>
    Failed,

    /// <summary>It was not to run.</summary>
    Skipped,
}
