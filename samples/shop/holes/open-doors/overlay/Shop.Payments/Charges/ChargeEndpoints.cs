using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Shop.ServiceDefaults.Problems;
using Shop.ServiceDefaults.Security;

namespace Shop.Payments.Charges;

/// <summary>Charging is for services; a buyer sees the receipt.</summary>
internal static class ChargeEndpoints
{
    public static void MapCharges(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/charges", ChargeAsync).RequireScope(Scopes.Payments);
        endpoints.MapPost("/refunds", Refund).RequireScope(Scopes.Shop);
        endpoints.MapGet("/charges/{orderId}", Find).RequireScope(Scopes.Shop);
    }

    private static async Task<Results<Ok<Charge>, ProblemHttpResult>> ChargeAsync(
        ChargeRequest request, ChargeDesk desk, CancellationToken cancellationToken)
    {
        if (request.Amount.Minor <= 0 || request.Lines is not { Count: > 0 })
        {
            return ShopProblems.Problem(
                StatusCodes.Status422UnprocessableEntity, "bad-charge", "A charge is above zero and for something.");
        }

        return TypedResults.Ok(await desk.ChargeAsync(request, cancellationToken));
    }

    private static Ok<Charge> Refund(RefundRequest request, ChargeDesk desk) => TypedResults.Ok(desk.Refund(request));

    private static Results<Ok<Charge>, ProblemHttpResult> Find(string orderId, ClaimsPrincipal caller, ChargeDesk desk)
    {
        if (desk.Find(orderId) is not { } charge)
        {
            return ShopProblems.Problem(StatusCodes.Status404NotFound, "no-such-charge", $"{orderId} is not charged.");
        }

        return TypedResults.Ok(charge);
    }
}
