using System.Text.Json;

namespace Seatrial.Core.Browsing;

/// <summary>What a page answered.</summary>
/// <param name="Value">The value; undefined when there is none.</param>
/// <param name="WhyNot">Why there is none; null when there is one.</param>
public sealed record BrowserReply(JsonElement Value, string? WhyNot);
