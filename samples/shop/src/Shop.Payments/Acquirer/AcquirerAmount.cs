using Shop.ServiceDefaults.Amounts;

namespace Shop.Payments.Acquirer;

/// <summary>Amounts as the acquirer counts them: in the smallest unit of the currency.</summary>
internal static class AcquirerAmount
{
    public static long Of(Money amount) => amount.Minor;
}
