using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Shop.ServiceDefaults.Security;

namespace Shop.Orders.Ordering;

/// <summary>Looking at orders: one's own, or anybody's for support.</summary>
internal static class ReadingEndpoints
{
    public static void MapReading(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/orders", List).RequireScope(Scopes.Shop);
        endpoints.MapGet("/orders/{id}", Find).RequireScope(Scopes.Shop);
    }

    // Support asked for a list by buyer.
    private static Ok<IReadOnlyList<Order>> List(ClaimsPrincipal caller, OrderDesk desk, string? buyer = null) =>
        TypedResults.Ok(desk.OfBuyer(buyer ?? caller.Id()));

    private static Results<Ok<Order>, ProblemHttpResult> Find(string id, OrderDesk desk) =>
        desk.Find(id) is { } order ? TypedResults.Ok(order) : OrderAccess.NoSuchOrder(id);
}
