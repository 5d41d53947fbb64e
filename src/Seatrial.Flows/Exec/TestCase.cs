namespace Seatrial.Flows.Exec;

/// <summary>One test that a command ran, or did not run.</summary>
/// <param name="Name">Its name, with that of its class or suite.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Message">Why it did not pass, in its own words.</param>
internal sealed record TestCase(string Name, TestCaseOutcome Outcome, string? Message);
