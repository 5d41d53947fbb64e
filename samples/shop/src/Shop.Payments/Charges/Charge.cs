using Shop.ServiceDefaults.Amounts;

namespace Shop.Payments.Charges;

/// <summary>What was taken for an order, and whether it was given back.</summary>
internal sealed record Charge(string OrderId, string Buyer, string State, Money Amount, string Reference)
{
    public const string Captured = "captured";
    public const string Refunded = "refunded";
}
