namespace Seatrial.Core.Flows;

/// <summary>A header of a message.</summary>
/// <param name="Name">Its name as sent.</param>
/// <param name="Value">Its value as sent.</param>
public sealed record ExchangeHeader(string Name, string Value);
