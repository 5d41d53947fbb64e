namespace Seatrial.Telemetry.Intake;

/// <summary>Names of attributes and events the intake looks at; OpenTelemetry's unless said otherwise.</summary>
internal static class SemanticNames
{
    internal const string ServiceName = "service.name";
    internal const string ServiceVersion = "service.version";
    internal const string UnknownService = "unknown_service";
    internal const string ExceptionEvent = "exception";
    internal const string ExceptionType = "exception.type";
    internal const string ExceptionMessage = "exception.message";

    /// <summary>Ours: the run, where a service copies baggage onto its spans or log records.</summary>
    internal const string Run = "seatrial.run";
}
