namespace Seatrial.Core.Flows;

/// <summary>What kind of thing went wrong in a step; the first input to a verdict's cause.</summary>
public enum FailureKind
{
    /// <summary>An answer came and an expectation or capture did not hold.</summary>
    Expectation,

    /// <summary>What was waited for did not come before a deadline.</summary>
    Deadline,

    /// <summary>No answer came: see the transport fault.</summary>
    Transport,

    /// <summary>A token could not be had from its issuer.</summary>
    Authentication,

    /// <summary>The flow itself is wrong: an expression, an expectation, a missing secret.</summary>
    Test,

    /// <summary>Seatrial failed.</summary>
    Seatrial,

    /// <summary>The run was cancelled while the step ran.</summary>
    Cancelled,

    /// <summary>What the step judges by did not come, such as telemetry: nothing is known of the product.</summary>
    Evidence,
}
