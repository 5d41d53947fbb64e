using System.Collections.Immutable;

namespace Seatrial.Core.Remedies;

/// <summary>Something a person must know.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="RunId">The run it is about.</param>
/// <param name="Audience">Whom, by the names the project uses; empty means whoever watches.</param>
/// <param name="Text">What, in one paragraph.</param>
public sealed record Notice(string Key, string RunId, ImmutableArray<string> Audience, string Text);
