namespace Shop.Catalog.Items;

/// <summary>A page of a list of items.</summary>
internal sealed record ItemPage(IReadOnlyList<Item> Items, int Page, int PageSize);
