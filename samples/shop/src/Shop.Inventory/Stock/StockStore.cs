using System.Text.Json;
using Shop.ServiceDefaults.Storage;

namespace Shop.Inventory.Stock;

/// <summary>The shelves. What is reserved is off the shelf.</summary>
internal sealed class StockStore(Database database)
{
    public IReadOnlyList<StockLevel> Of(IReadOnlyList<string> skus)
    {
        using var session = database.Read();
        return session.Query(
            "SELECT sku, on_hand FROM stock WHERE sku IN (SELECT value FROM json_each($skus)) ORDER BY sku",
            row => new StockLevel(row.GetString(0), row.GetInt32(1)),
            ("$skus", JsonSerializer.Serialize(skus)));
    }

    public void Set(string sku, int available)
    {
        using var session = database.Write();
        session.Execute(
            "INSERT INTO stock (sku, on_hand) VALUES ($sku, $n) ON CONFLICT (sku) DO UPDATE SET on_hand = $n",
            ("$sku", sku), ("$n", available));
        session.Commit();
    }

    public void Remove(string sku)
    {
        using var session = database.Write();
        session.Execute("DELETE FROM stock WHERE sku = $sku", ("$sku", sku));
        session.Commit();
    }

    /// <summary>Takes so many off the shelf and tells how many are left, or null where there are not enough.</summary>
    public static int? Take(DatabaseSession session, string sku, int quantity)
    {
        var taken = session.Execute(
            "UPDATE stock SET on_hand = on_hand - $n WHERE sku = $sku AND on_hand >= $n", ("$sku", sku), ("$n", quantity));
        return taken == 0
            ? null
            : session.First("SELECT on_hand FROM stock WHERE sku = $sku", row => row.GetInt32(0), ("$sku", sku));
    }

    /// <summary>Puts so many back.</summary>
    public static void PutBack(DatabaseSession session, string sku, int quantity) => session.Execute(
        "UPDATE stock SET on_hand = on_hand + $n WHERE sku = $sku", ("$sku", sku), ("$n", quantity));
}
