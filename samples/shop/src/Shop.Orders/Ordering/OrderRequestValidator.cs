using Microsoft.AspNetCore.Http.HttpResults;
using Shop.ServiceDefaults.Amounts;
using Shop.ServiceDefaults.Problems;

namespace Shop.Orders.Ordering;

/// <summary>Says what is wrong with a request, before anybody is asked about it.</summary>
internal static class OrderRequestValidator
{
    public static ProblemHttpResult? Check(OrderRequest request, OrdersOptions options)
    {
        var lines = request.AllLines();
        if (lines.Count == 0 || lines.Count > options.MaxLines)
        {
            return Bad("bad-lines", $"An order has 1 to {options.MaxLines} lines.");
        }

        if (lines.Any(line => line.Quantity is < 1 or > 100))
        {
            return Bad("bad-quantity", "A line is for 1 to 100 of an item.");
        }

        if (lines.Select(line => line.Sku).Distinct(StringComparer.Ordinal).Count() < lines.Count)
        {
            return Bad("bad-lines", "An item is on one line only.");
        }

        return Currencies.IsKnown(request.Currency)
            ? null
            : Bad("bad-currency", $"The shop does not trade in {request.Currency}.");
    }

    private static ProblemHttpResult Bad(string code, string detail) =>
        ShopProblems.Problem(StatusCodes.Status422UnprocessableEntity, code, detail);
}
