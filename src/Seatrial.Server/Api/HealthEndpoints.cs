using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Seatrial.Core;
using Seatrial.Core.Journal;
using Seatrial.Server.Hosting;

namespace Seatrial.Server.Api;

/// <summary>Whether the process lives, and whether it does its work.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", Live);
        endpoints.MapGet("/readyz", ReadyAsync);
    }

    private static JsonHttpResult<HealthAnswer> Live(ServedEnvironments served) =>
        TypedResults.Json(new HealthAnswer("ok", served.All.Count, []), ApiJsonContext.Default.HealthAnswer);

    private static async Task<IResult> ReadyAsync(
        ServedEnvironments served,
        EnvironmentDriving driving,
        IJournal journal,
        CancellationToken cancellationToken)
    {
        List<string> failing = [.. driving.Failing];
        try
        {
            await journal.ListEnvironmentsAsync(cancellationToken);
        }
        catch (SeatrialException exception)
        {
            failing.Add(exception.Code);
        }

        return TypedResults.Json(
            new HealthAnswer(failing.Count == 0 ? "ok" : "failing", served.All.Count, failing),
            ApiJsonContext.Default.HealthAnswer,
            statusCode: failing.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
