using System.Collections.Immutable;

namespace Seatrial.Core.Browsing;

/// <summary>What no picture of a page may show.</summary>
/// <param name="IsSecret">Whether a text holds a secret, in any form.</param>
/// <param name="Fields">Fields that a secret was typed into; fields for passwords need not be named.</param>
public sealed record BrowserPrivacy(Func<string, bool> IsSecret, ImmutableArray<ElementQuery> Fields);
