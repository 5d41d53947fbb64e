using Microsoft.AspNetCore.Http.HttpResults;
using Shop.ServiceDefaults.Problems;
using Shop.ServiceDefaults.Security;

namespace Shop.Orders.Ordering;

/// <summary>What becomes of an order: news from other services, and its buyer's change of mind.</summary>
internal static class ProgressEndpoints
{
    public static void MapProgress(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/orders/{id}/events", Hear).RequireScope(Scopes.Settle);
        endpoints.MapPost("/orders/{id}/cancel", Cancel).RequireScope(Scopes.Shop);
        endpoints.MapDelete("/orders/{id}", Delete);
    }

    private static Results<Ok<Order>, ProblemHttpResult> Hear(string id, OrderNews news, OrderProgress progress)
    {
        if (!OrderState.IsNews(news.State))
        {
            return ShopProblems.Problem(
                StatusCodes.Status422UnprocessableEntity, "bad-news", $"{news.State} is not for others to say.");
        }

        return progress.Apply(id, news) is { } order ? TypedResults.Ok(order) : OrderAccess.NoSuchOrder(id);
    }

    private static Results<Ok<Order>, ProblemHttpResult> Cancel(
        string id, OrderDesk desk, OrderProgress progress)
    {
        if (desk.Find(id) is null)
        {
            return OrderAccess.NoSuchOrder(id);
        }

        return TypedResults.Ok(progress.Apply(id, new OrderNews(OrderState.Cancelled, "by request"))!);
    }

    /// <summary>The same as cancelling; what happened to money and goods stays on record.</summary>
    private static Results<NoContent, ProblemHttpResult> Delete(
        string id, OrderDesk desk, OrderProgress progress) =>
        Cancel(id, desk, progress).Result is ProblemHttpResult problem ? problem : TypedResults.NoContent();
}
