using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Seatrial.Core.Deployments;
using Seatrial.Core.Environments;
using Seatrial.Server.Api;
using Seatrial.Server.Hosting;

namespace Seatrial.Server.Intake;

/// <summary>Where senders tell of deployments. Nothing is answered before what was told is on disk.</summary>
internal static class DeliveryEndpoints
{
    private const string Base = "/api/v1/projects/{project}/environments/{environment}";

    public static void MapDeliveries(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost($"{Base}/deployments", ReceiveDeploymentAsync).AddEndpointFilter<RouteHandlerBuilder, DeliveryNews>();
        endpoints.MapPost($"{Base}/cdevents", ReceiveCdEventAsync).AddEndpointFilter<RouteHandlerBuilder, DeliveryNews>();
        endpoints.MapMethods($"{Base}/cdevents", [HttpMethods.Options], ConsentToCloudEvents);
    }

    private static Task<IResult> ReceiveDeploymentAsync(
        string project,
        string environment,
        HttpRequest request,
        ServedEnvironments served,
        IOptions<IntakeOptions> options,
        TimeProvider clock,
        CancellationToken cancellationToken) => CloudEventBody.IsCloudEvent(request)
            ? ReceiveCdEventAsync(project, environment, request, served, options, clock, cancellationToken)
            : ReceiveAsync(
                served.Find(project, environment),
                request,
                options.Value,
                clock,
                (body, found) => DeploymentBody.Read(body, found.Services, clock.GetUtcNow()),
                cancellationToken);

    private static Task<IResult> ReceiveCdEventAsync(
        string project,
        string environment,
        HttpRequest request,
        ServedEnvironments served,
        IOptions<IntakeOptions> options,
        TimeProvider clock,
        CancellationToken cancellationToken) => ReceiveAsync(
            served.Find(project, environment),
            request,
            options.Value,
            clock,
            (body, found) => CloudEventBody.IsCloudEvent(request)
                ? CdEventBody.Read(request, body, found.Environment, found.Services)
                : new IntakeReading.NotUnderstood(
                    "Send a CloudEvent: application/cloudevents+json, or ce-* headers with a JSON body."),
            cancellationToken);

    /// <summary>The handshake of CloudEvents web hooks; consent to send is no consent to be believed: each event is signed.</summary>
    private static Ok ConsentToCloudEvents(HttpRequest request, HttpResponse response)
    {
        if (request.Headers["WebHook-Request-Origin"] is [{ Length: > 0 } origin])
        {
            response.Headers["WebHook-Allowed-Origin"] = origin;
            response.Headers["WebHook-Allowed-Rate"] = "120";
        }

        response.Headers.Allow = "POST, OPTIONS";
        return TypedResults.Ok();
    }

    private static async Task<IResult> ReceiveAsync(
        ServedEnvironment? found,
        HttpRequest request,
        IntakeOptions options,
        TimeProvider clock,
        Func<ReadOnlyMemory<byte>, ServedEnvironment, IntakeReading> read,
        CancellationToken cancellationToken)
    {
        if (found is null)
        {
            return IntakeProblems.UnknownEnvironment(
                Convert.ToString(request.RouteValues["project"], CultureInfo.InvariantCulture) ?? string.Empty,
                Convert.ToString(request.RouteValues["environment"], CultureInfo.InvariantCulture) ?? string.Empty);
        }

        byte[]? body = await ReadBodyAsync(request, options.MaxBodyBytes, cancellationToken);
        if (body is null)
        {
            return IntakeProblems.TooLarge(options.MaxBodyBytes);
        }

        string? header = request.Headers[WebhookSignature.Header] is [var only] ? only : null;
        SignatureCheck signature =
            WebhookSignature.Verify(header, body, found.WebhookSecrets, clock, options.Tolerance);
        if (signature != SignatureCheck.Valid)
        {
            return IntakeProblems.Unsigned(signature);
        }

        return read(body, found) switch
        {
            IntakeReading.Accepted accepted => Answer(
                found,
                await found.Queue.AcceptAsync(accepted.Deployment, cancellationToken),
                request.HttpContext.Response),
            IntakeReading.Ignored ignored => TypedResults.Json(
                new DeliveryAnswer("ignored", RunId: null, Run: null, ignored.Reason),
                ApiJsonContext.Default.DeliveryAnswer,
                statusCode: StatusCodes.Status202Accepted),
            IntakeReading.Rejected rejected => IntakeProblems.Rejected(rejected),
            IntakeReading.NotUnderstood other => IntakeProblems.NotUnderstood(other.Reason),
            _ => throw new InvalidOperationException("A reading of an unknown kind."),
        };
    }

    private static JsonHttpResult<DeliveryAnswer> Answer(ServedEnvironment found, Acceptance acceptance, HttpResponse response)
    {
        string address = RunEndpoints.AddressOf(found.Project, acceptance.RunId);
        response.Headers.Location = address;
        bool isNewRun = acceptance is { IsNew: true, IsAttached: false };
        string status = isNewRun ? "accepted" : acceptance.IsAttached ? "attached" : "known";
        return TypedResults.Json(
            new DeliveryAnswer(status, acceptance.RunId, address, Reason: null),
            ApiJsonContext.Default.DeliveryAnswer,
            statusCode: isNewRun ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    /// <summary>Reads the body as it came, and no more than one byte beyond the most it may have.</summary>
    /// <returns>The body; null when it is larger.</returns>
    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
        {
            return null;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(most + 1);
        try
        {
            int read = await request.Body.ReadAtLeastAsync(
                buffer.AsMemory(0, most + 1),
                most + 1,
                throwOnEndOfStream: false,
                cancellationToken);
            return read > most ? null : buffer.AsSpan(0, read).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
