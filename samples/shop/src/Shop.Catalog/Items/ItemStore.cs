using Microsoft.Data.Sqlite;
using Shop.ServiceDefaults.Amounts;
using Shop.ServiceDefaults.Storage;

namespace Shop.Catalog.Items;

/// <summary>The items in the database.</summary>
internal sealed class ItemStore(Database database)
{
    private const string Columns = "sku, name, category, price_minor, currency";

    public IReadOnlyList<Item> List(ItemFilter filter)
    {
        using var session = database.Read();
        return session.Query(
            $"""
            SELECT {Columns} FROM items
            WHERE ($text IS NULL OR name LIKE '%' || $text || '%') AND ($category IS NULL OR category = $category)
            ORDER BY category, sku LIMIT $size OFFSET $skip
            """,
            Map,
            ("$text", filter.Text),
            ("$category", filter.Category),
            ("$size", filter.PageSize),
            ("$skip", (filter.Page - 1) * filter.PageSize));
    }

    public Item? Find(string sku)
    {
        using var session = database.Read();
        return session.First($"SELECT {Columns} FROM items WHERE sku = $sku", Map, ("$sku", sku));
    }

    /// <summary>Adds the item, unless there is one of that SKU.</summary>
    public bool Add(Item item)
    {
        using var session = database.Write();
        var added = session.Execute(
            """
            INSERT INTO items (sku, name, category, price_minor, currency)
            VALUES ($sku, $name, $category, $minor, $currency) ON CONFLICT (sku) DO NOTHING
            """,
            ("$sku", item.Sku),
            ("$name", item.Name),
            ("$category", item.Category),
            ("$minor", item.Price.Minor),
            ("$currency", item.Price.Currency));
        session.Commit();
        return added == 1;
    }

    public void Remove(string sku)
    {
        using var session = database.Write();
        session.Execute("DELETE FROM items WHERE sku = $sku", ("$sku", sku));
        session.Commit();
    }

    private static Item Map(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), new Money(row.GetInt64(3), row.GetString(4)));
}
