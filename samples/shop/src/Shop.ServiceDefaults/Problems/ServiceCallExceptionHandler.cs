using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Shop.ServiceDefaults.Calls;
using Shop.ServiceDefaults.Telemetry;

namespace Shop.ServiceDefaults.Problems;

/// <summary>A request that failed because another service did: says which, and why.</summary>
internal sealed partial class ServiceCallExceptionHandler(ILogger<ServiceCallExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not ServiceCallException error)
        {
            return false;
        }

        LogUnusable(logger, httpContext.Request.Method, httpContext.Request.Path, error.Service, error.Message);
        Activity.Current.Fail(error);
        var status = error.IsTimeout ? StatusCodes.Status504GatewayTimeout : StatusCodes.Status502BadGateway;
        await ShopProblems.Problem(status, $"{error.Service}-unusable", error.Message).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed, because {Service} could not be used: {Reason}")]
    private static partial void LogUnusable(
        ILogger logger, string method, PathString path, string service, string reason);
}
