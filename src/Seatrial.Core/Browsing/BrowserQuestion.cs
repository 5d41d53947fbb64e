namespace Seatrial.Core.Browsing;

/// <summary>What is asked of a page as it is now.</summary>
/// <param name="Fact">What.</param>
/// <param name="Element">Of which element; null for the page.</param>
/// <param name="Name">The attribute, or the key of the storage.</param>
public sealed record BrowserQuestion(BrowserFact Fact, ElementQuery? Element = null, string? Name = null);
