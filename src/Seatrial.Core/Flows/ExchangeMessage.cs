using System.Collections.Immutable;

namespace Seatrial.Core.Flows;

/// <summary>One direction of an exchange.</summary>
/// <param name="StartLine">Such as <c>POST http://127.0.0.1:5001/orders HTTP/1.1</c> or <c>HTTP/1.1 201 Created</c>.</param>
/// <param name="Headers">Header names and values, in order.</param>
/// <param name="Body">The body as text; null when there is none or it is not text.</param>
/// <param name="BodyBytes">The body's length in bytes, before it was cut.</param>
/// <param name="IsBodyCut">Whether <paramref name="Body"/> holds only the beginning.</param>
public sealed record ExchangeMessage(string StartLine, ImmutableArray<ExchangeHeader> Headers, string? Body, long BodyBytes, bool IsBodyCut);
