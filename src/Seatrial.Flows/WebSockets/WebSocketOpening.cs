using Seatrial.Flows.Http;

namespace Seatrial.Flows.WebSockets;

/// <summary>What came of opening a connection.</summary>
/// <param name="Session">The connection; null when there is none.</param>
/// <param name="Refused">The answer that is something else; null when there is a connection.</param>
internal sealed record WebSocketOpening(WebSocketSession? Session, HttpAnswer? Refused);
