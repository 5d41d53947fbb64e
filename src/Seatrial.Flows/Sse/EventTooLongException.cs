namespace Seatrial.Flows.Sse;

/// <summary>An event goes on and on.</summary>
internal sealed class EventTooLongException() : Exception("the event is too long");
