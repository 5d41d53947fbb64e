namespace Seatrial.Core.Triage;

/// <summary>The role of a span, with OpenTelemetry's numbers.</summary>
public enum SpanKind
{
    /// <summary>Not told.</summary>
    Unspecified = 0,

    /// <summary>Work inside a service.</summary>
    Internal = 1,

    /// <summary>A request handled.</summary>
    Server = 2,

    /// <summary>A request made.</summary>
    Client = 3,

    /// <summary>A message sent.</summary>
    Producer = 4,

    /// <summary>A message handled.</summary>
    Consumer = 5,
}
