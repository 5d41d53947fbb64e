namespace Shop.Identity.Accounts;

/// <summary>Somebody who can sign in.</summary>
internal sealed record User(string Name, string? Role = null);
