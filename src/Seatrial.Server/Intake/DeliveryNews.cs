using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Seatrial.Server.Hosting;

namespace Seatrial.Server.Intake;

/// <summary>Tells of every delivery, also of one that was refused.</summary>
/// <param name="news">Whom.</param>
internal sealed class DeliveryNews(ServerNews news) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        object? result = await next(context);
        RouteValueDictionary route = context.HttpContext.Request.RouteValues;
        string place = string.Create(CultureInfo.InvariantCulture, $"{route["project"]}/{route["environment"]}");
        switch (result)
        {
            case JsonHttpResult<ProblemBody> { Value: { } problem }:
                news.OnRefused(place, problem.Status, problem.Detail);
                break;
            case JsonHttpResult<DeliveryAnswer> { Value: { } answer }:
                news.OnDelivery(place, What(answer));
                break;
            default:
                break;
        }

        return result;
    }

    private static string What(DeliveryAnswer answer) => answer.Status switch
    {
        "accepted" => $"accepted: run {answer.RunId}",
        "attached" => $"is the remedy of run {answer.RunId}",
        "known" => $"is known already: run {answer.RunId}",
        _ => $"{answer.Status}: {answer.Reason}",
    };
}
