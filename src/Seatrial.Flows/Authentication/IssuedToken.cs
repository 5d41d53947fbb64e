namespace Seatrial.Flows.Authentication;

/// <summary>A token as issued.</summary>
/// <param name="Value">The token itself.</param>
/// <param name="Lifetime">How long it is good for, from now; null when the issuer does not say.</param>
internal sealed record IssuedToken(string Value, TimeSpan? Lifetime);
