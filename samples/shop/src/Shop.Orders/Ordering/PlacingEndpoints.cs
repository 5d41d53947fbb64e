using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Shop.ServiceDefaults.Problems;
using Shop.ServiceDefaults.Security;

namespace Shop.Orders.Ordering;

/// <summary>Placing an order.</summary>
internal static class PlacingEndpoints
{
    public static void MapPlacing(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/orders", PlaceAsync).RequireScope(Scopes.Shop);

    private static async Task<Results<Created<Order>, Ok<Order>, ProblemHttpResult>> PlaceAsync(
        OrderRequest request,
        HttpContext http,
        ClaimsPrincipal caller,
        OrderDesk desk,
        OrdersOptions options,
        CancellationToken cancellationToken)
    {
        if (OrderRequestValidator.Check(request, options) is { } problem)
        {
            return problem;
        }

        var key = IdempotencyKey.From(http.Request, caller.Id(), request);
        switch (await desk.PlaceAsync(caller.Id(), request, key, cancellationToken))
        {
            case PlacedOrder.Fresh(var order):
                return TypedResults.Created($"/orders/{order.Id}", order);
            case PlacedOrder.Repeated(var order):
                http.Response.Headers["Idempotency-Replayed"] = "true";
                return TypedResults.Ok(order);
            case PlacedOrder.UnknownItem(var sku):
                return Refuse("unknown-item", $"The shop does not sell {sku}.");
            default:
                return Refuse("key-reused", "The idempotency key was used for another order.");
        }
    }

    private static ProblemHttpResult Refuse(string code, string detail) =>
        ShopProblems.Problem(StatusCodes.Status422UnprocessableEntity, code, detail);
}
