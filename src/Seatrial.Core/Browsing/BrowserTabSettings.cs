namespace Seatrial.Core.Browsing;

/// <summary>How the requests of a page are sent.</summary>
/// <param name="HeadersFor">The headers to add to a request to an address; null for an address that is not the project's own.</param>
public sealed record BrowserTabSettings(Func<Uri, IReadOnlyDictionary<string, string>?> HeadersFor);
