namespace Seatrial.Flows.Exec;

/// <summary>What should be test results cannot be read as such.</summary>
/// <param name="message">Why.</param>
internal sealed class TestResultsException(string message) : Exception(message);
