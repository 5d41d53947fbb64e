namespace Seatrial.Project.Expectations;

/// <summary>Whether a value matches could not be told; neither does it then, nor does its negation.</summary>
/// <param name="message">Why.</param>
internal sealed class UndecidedException(string message) : Exception(message);
