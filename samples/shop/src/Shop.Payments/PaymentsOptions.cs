namespace Shop.Payments;

/// <summary>Section <c>Payments</c>.</summary>
internal sealed class PaymentsOptions
{
    /// <summary>How long the acquirer, who moves the money, takes to answer.</summary>
    /// <value>200 ms.</value>
    public TimeSpan AcquirerLatency { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The name on the buyer's statement.</summary>
    public string Statement { get; set; } = "THE SHOP";
}
