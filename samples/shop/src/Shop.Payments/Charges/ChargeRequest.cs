using Shop.ServiceDefaults.Amounts;

namespace Shop.Payments.Charges;

/// <summary>An order to be paid; its lines go on to whoever puts it aside.</summary>
internal sealed record ChargeRequest(string OrderId, string Buyer, Money Amount, IReadOnlyList<OrderedLine> Lines);
