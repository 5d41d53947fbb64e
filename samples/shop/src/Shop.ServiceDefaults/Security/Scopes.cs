namespace Shop.ServiceDefaults.Security;

/// <summary>What a token may be used for. Each scope is good at the audiences identity lists for it.</summary>
public static class Scopes
{
    /// <summary>A shopper: orders and receipts of one's own.</summary>
    public const string Shop = "shop";

    /// <summary>The back office: items and stock.</summary>
    public const string Manage = "shop.manage";

    /// <summary>Charging and refunding, for services.</summary>
    public const string Payments = "payments.write";

    /// <summary>Reserving and releasing, for services.</summary>
    public const string Inventory = "inventory.write";

    /// <summary>Telling orders what became of them, for services.</summary>
    public const string Settle = "orders.settle";
}
