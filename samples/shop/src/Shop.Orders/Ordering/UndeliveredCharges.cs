using Shop.ServiceDefaults.Outbox;

namespace Shop.Orders.Ordering;

/// <summary>An order that payments never heard of has failed, and its buyer should know.</summary>
internal sealed class UndeliveredCharges(OrderProgress progress) : IOutboxFailureHandler
{
    public const string ChargeKind = "charge";

    public void OnAbandoned(string kind, string subject, string reason)
    {
        if (kind is ChargeKind)
        {
            progress.Apply(subject, new OrderNews(OrderState.Failed, $"not charged: {reason}"));
        }
    }
}
