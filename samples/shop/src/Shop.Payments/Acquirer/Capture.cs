using Shop.ServiceDefaults.Amounts;

namespace Shop.Payments.Acquirer;

/// <summary>What the acquirer took from the buyer.</summary>
internal sealed record Capture(string Reference, Money Amount);
