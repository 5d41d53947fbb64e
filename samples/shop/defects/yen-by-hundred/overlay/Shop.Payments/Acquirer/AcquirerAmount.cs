using Shop.ServiceDefaults.Amounts;

namespace Shop.Payments.Acquirer;

/// <summary>Amounts as the acquirer counts them: in cents.</summary>
internal static class AcquirerAmount
{
    public static long Of(Money amount) => (long)decimal.Round(amount.Amount * 100);
}
