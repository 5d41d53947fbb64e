namespace Seatrial.Project.Expectations;

/// <summary>What came of a matcher.</summary>
/// <param name="Passed">Whether every clause held.</param>
/// <param name="Expected">What was expected, in words.</param>
/// <param name="Actual">What was there, as compact JSON or text, cut; not yet masked.</param>
/// <param name="Message">Why it did not hold, with the smallest difference; null when it held.</param>
public sealed record MatchResult(bool Passed, string Expected, string Actual, string? Message);
