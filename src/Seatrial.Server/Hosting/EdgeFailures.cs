using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Seatrial.Core;

namespace Seatrial.Server.Hosting;

/// <summary>The one place where exceptions become answers.</summary>
internal static partial class EdgeFailures
{
    /// <summary>Translates whatever endpoints throw.</summary>
    public static void UseEdgeFailures(this WebApplication app)
    {
        ILogger logger = app.Logger;
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // Nobody waits for the answer any more.
            }
#pragma warning disable CA1031 // The edge.
            catch (Exception exception) when (!context.Response.HasStarted)
#pragma warning restore CA1031
            {
                await Translate(logger, context.Request.Path, exception).ExecuteAsync(context);
            }
        });
    }

    [LoggerMessage(LogLevel.Error, "Answering {RequestPath} failed")]
    private static partial void LogFailed(ILogger logger, string requestPath, Exception exception);

    private static IResult Translate(ILogger logger, string path, Exception exception)
    {
        if (exception is BadHttpRequestException bad)
        {
            return Problems.Make(bad.StatusCode, "request-malformed", bad.Message);
        }

        LogFailed(logger, path, exception);
        return exception is SeatrialException known
            ? Problems.Make(
                known.IsTransient ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
                known.Code,
                known.Message)
            : Problems.Make(
                StatusCodes.Status500InternalServerError,
                "internal",
                "Seatrial failed; its log under .seatrial/logs says how.");
    }
}
