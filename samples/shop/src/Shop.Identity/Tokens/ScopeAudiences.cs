using System.Collections.Immutable;
using Shop.ServiceDefaults.Security;

namespace Shop.Identity.Tokens;

/// <summary>Which services take a token given for a scope.</summary>
internal static class ScopeAudiences
{
    private static readonly Dictionary<string, string[]> Audiences = new(StringComparer.Ordinal)
    {
        [Scopes.Shop] = ["shop-orders", "shop-payments"],
        [Scopes.Manage] = ["shop-catalog", "shop-inventory"],
        [Scopes.Payments] = ["shop-payments"],
        [Scopes.Inventory] = ["shop-inventory"],
        [Scopes.Settle] = ["shop-orders"],
    };

    public static string[] All => [.. Audiences.Keys];

    public static IEnumerable<string> Of(ImmutableArray<string> scopes) =>
        scopes.SelectMany(scope => Audiences.GetValueOrDefault(scope, [])).Distinct(StringComparer.Ordinal);
}
