namespace Seatrial.Core.Flows;

/// <summary>One expectation, evaluated.</summary>
/// <param name="Subject">What was looked at, such as <c>status</c> or <c>$.total</c>.</param>
/// <param name="Expected">What was expected, in words.</param>
/// <param name="Actual">What was there; masked and cut.</param>
/// <param name="Passed">Whether it held.</param>
/// <param name="Message">Why it did not hold, with a minimal difference; null when it held.</param>
public sealed record CheckRecord(string Subject, string Expected, string Actual, bool Passed, string? Message);
