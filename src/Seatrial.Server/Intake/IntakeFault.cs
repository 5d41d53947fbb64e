namespace Seatrial.Server.Intake;

/// <summary>One thing wrong with a body.</summary>
/// <param name="Path">Where, as a JSONPath such as <c>$.services[0].name</c>.</param>
/// <param name="Message">What, and what is expected.</param>
internal sealed record IntakeFault(string Path, string Message);
