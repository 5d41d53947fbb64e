namespace Shop.Payments.Charges;

/// <summary>An order whose money goes back.</summary>
internal sealed record RefundRequest(string OrderId, string Buyer, string Currency);
