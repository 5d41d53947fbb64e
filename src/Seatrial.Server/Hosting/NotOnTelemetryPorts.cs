using Microsoft.AspNetCore.Http;
using Seatrial.Telemetry.Intake;

namespace Seatrial.Server.Hosting;

/// <summary>The ports telemetry comes in at may be open to more than the API is: nothing of ours answers there.</summary>
internal sealed class NotOnTelemetryPorts : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.IsOtlpConnection() ? ValueTask.FromResult<object?>(TypedResults.NotFound()) : next(context);
}
