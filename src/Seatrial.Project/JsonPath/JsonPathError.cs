namespace Seatrial.Project.JsonPath;

/// <summary>Why a text is not a JSONPath.</summary>
/// <param name="Message">What is wrong, in one sentence.</param>
/// <param name="Offset">Where, in UTF-16 units from 0.</param>
/// <param name="Hint">What to do; null when the message says it.</param>
public sealed record JsonPathError(string Message, int Offset, string? Hint = null);
