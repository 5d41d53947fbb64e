using System.Security.Cryptography;
using System.Text;
using Shop.ServiceDefaults.Security;

namespace Shop.Identity.Accounts;

/// <summary>The clients of the shop. All secrets are one in this sample; each would have its own elsewhere.</summary>
internal sealed class Clients(IConfiguration configuration)
{
    private static readonly Dictionary<string, Client> Known = new Client[]
    {
        new("shop-web", [Scopes.Shop], ActsForUsers: true),
        new("shop-backoffice", [Scopes.Manage]),
        new("shop-fleeting", [Scopes.Manage], TokenLifetime: TimeSpan.FromSeconds(1)),
        new("orders-service", [Scopes.Payments, Scopes.Inventory]),
        new("payments-service", [Scopes.Inventory, Scopes.Settle]),
        new("inventory-service", [Scopes.Settle]),
    }.ToDictionary(client => client.Id, StringComparer.Ordinal);

    public Client? Authenticate(string? id, string? secret) =>
        id is not null && Same(secret, configuration["Shop:ClientSecret"]) ? Known.GetValueOrDefault(id) : null;

    /// <summary>How long the tokens of a client are good; null: as long as all.</summary>
    public static TimeSpan? LifetimeFor(string? id) => id is null ? null : Known.GetValueOrDefault(id)?.TokenLifetime;

    /// <summary>Compares in constant time; what is not configured never matches.</summary>
    internal static bool Same(string? given, string? expected) =>
        given is not null && !string.IsNullOrEmpty(expected)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
