namespace Seatrial.Project.JsonSchema;

/// <summary>A text is not a regular expression; never leaves <see cref="EcmaPattern"/>.</summary>
/// <param name="message">Why.</param>
internal sealed class EcmaSyntaxException(string message) : Exception(message);
