using System.Collections.Immutable;

namespace Seatrial.Core.Browsing;

/// <summary>A rule of accessibility that a page breaks.</summary>
/// <param name="Rule">The rule's name, such as <c>label</c>.</param>
/// <param name="Impact">How bad: <c>minor</c>, <c>moderate</c>, <c>serious</c> or <c>critical</c>.</param>
/// <param name="Help">What the rule asks.</param>
/// <param name="HelpUrl">Where that is explained.</param>
/// <param name="Selectors">The elements that break it.</param>
public sealed record BrowserViolation(string Rule, string Impact, string Help, string HelpUrl, ImmutableArray<string> Selectors);
