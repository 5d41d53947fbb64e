namespace Shop.Identity.Accounts;

/// <summary>A program that may ask for tokens, and what for.</summary>
internal sealed record Client(string Id, IReadOnlyList<string> Scopes, bool ActsForUsers = false, TimeSpan? TokenLifetime = null);
