using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Shop.ServiceDefaults.Problems;
using Shop.ServiceDefaults.Security;

namespace Shop.Orders.Ordering;

/// <summary>An order is its buyer's business, and support's.</summary>
internal static class OrderAccess
{
    public static bool IsAllowed(ClaimsPrincipal caller, Order order) =>
        string.Equals(order.Buyer, caller.Id(), StringComparison.Ordinal) || caller.IsSupport();

    public static ProblemHttpResult NoSuchOrder(string id) =>
        ShopProblems.Problem(StatusCodes.Status404NotFound, "no-such-order", $"There is no order {id}.");

    public static ProblemHttpResult NotYours() =>
        ShopProblems.Problem(StatusCodes.Status403Forbidden, "not-your-order", "The order is somebody else's.");
}
