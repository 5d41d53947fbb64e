namespace Seatrial.Core.Browsing;

/// <summary>Something on a page that a user can use, or go by.</summary>
/// <param name="Role">What it is, such as <c>button</c>.</param>
/// <param name="Name">What it says: whole, not masked.</param>
public sealed record BrowserOffer(string Role, string Name);
