namespace Shop.Catalog.Items;

/// <summary>Which items are asked for.</summary>
internal sealed record ItemFilter(string? Text, string? Category, int Page, int PageSize)
{
    public const int LargestPage = 200;
}
