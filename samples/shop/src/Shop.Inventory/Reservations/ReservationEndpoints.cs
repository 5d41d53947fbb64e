using Microsoft.AspNetCore.Http.HttpResults;
using Shop.ServiceDefaults.Problems;
using Shop.ServiceDefaults.Security;
using Shop.ServiceDefaults.Storage;

namespace Shop.Inventory.Reservations;

/// <summary>For services; the back office may look.</summary>
internal static class ReservationEndpoints
{
    public static void MapReservations(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/reservations", Reserve).RequireScope(Scopes.Inventory);
        endpoints.MapPost("/reservations/{orderId}/release", Release).RequireScope(Scopes.Inventory);
        endpoints.MapGet("/reservations/{orderId}", Find).RequireScope(Scopes.Manage);
    }

    private static Results<Ok<Reservation>, ProblemHttpResult> Reserve(ReservationRequest request, ReservationDesk desk) =>
        request.Lines is { Count: > 0 } lines && lines.All(line => line.Quantity > 0)
            ? TypedResults.Ok(desk.Reserve(request))
            : ShopProblems.Problem(
                StatusCodes.Status422UnprocessableEntity, "bad-reservation", "A reservation is for at least one item.");

    private static Ok<Reservation> Release(string orderId, ReservationDesk desk) => TypedResults.Ok(desk.Release(orderId));

    private static Results<Ok<Reservation>, ProblemHttpResult> Find(string orderId, Database database)
    {
        using var session = database.Read();
        return ReservationStore.Find(session, orderId) is { } reservation
            ? TypedResults.Ok(reservation)
            : ShopProblems.Problem(
                StatusCodes.Status404NotFound, "no-such-reservation", $"Nothing is put aside for {orderId}.");
    }
}
