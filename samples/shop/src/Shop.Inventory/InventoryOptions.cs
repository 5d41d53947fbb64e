namespace Shop.Inventory;

/// <summary>Section <c>Inventory</c>.</summary>
internal sealed class InventoryOptions
{
    /// <summary>How long the warehouse takes to count. One question costs that much, however many items it names.</summary>
    /// <value>15 ms.</value>
    public TimeSpan WarehouseLatency { get; set; } = TimeSpan.FromMilliseconds(15);

    /// <summary>At so many left the back office is told to order more.</summary>
    /// <value>Five.</value>
    public int ReorderLevel { get; set; } = 5;
}
