namespace Seatrial.Project.Yaml;

/// <summary>Ends the reading of a file after an error that makes the rest meaningless; the error is already reported.</summary>
internal sealed class StopReadingException : Exception;
