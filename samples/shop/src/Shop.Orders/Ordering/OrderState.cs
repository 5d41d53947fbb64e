namespace Shop.Orders.Ordering;

/// <summary>How far an order is. News may arrive out of turn, so an order never goes back.</summary>
internal static class OrderState
{
    public const string Pending = "pending";
    public const string Paid = "paid";
    public const string Allocated = "allocated";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";

    public static bool CanBecome(string current, string next) => Rank(next) > Rank(current);

    public static bool IsNews(string state) => state is Paid or Allocated or Failed;

    private static int Rank(string state) => state switch
    {
        Pending => 0,
        Paid => 1,
        Allocated => 2,
        Failed => 3,
        Cancelled => 4,
        _ => -1,
    };
}
