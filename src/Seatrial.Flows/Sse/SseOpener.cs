using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;

namespace Seatrial.Flows.Sse;

/// <summary>Asks for a stream of events, the first time and after it broke.</summary>
/// <param name="transport">The connections.</param>
/// <param name="plan">The request.</param>
/// <param name="context">The step that listens.</param>
internal sealed class SseOpener(HttpTransport transport, HttpCallPlan plan, StepContext context)
{
    private const int MostRedirects = 10;

    /// <exception cref="StepTransportException">No answer came.</exception>
    public async ValueTask<SseOpening> OpenAsync(string? lastEventId, CancellationToken cancellationToken)
    {
        HttpCall call = HttpCall.Evaluate(plan, context);
        for (int hops = 0; ; hops++)
        {
            using HttpRequestMessage message = call.ToMessage(context, transport.Options, context.Memory.Find<CookieJar>());
            if (!string.IsNullOrEmpty(lastEventId))
            {
                message.Headers.Remove("Last-Event-ID");
                message.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
            }

            StepExchange sent = HttpExchange.Of(message, call.Sent, null, transport.Options, call.Note);
            HttpResponseMessage response = await BeginAsync(message, call, sent, cancellationToken);
            try
            {
                Uri? next = HttpAction.NextHop(call, (int)response.StatusCode, response.Headers.Location?.OriginalString);
                bool isStream = (int)response.StatusCode == 200 && string.Equals(response.Content.Headers.ContentType?.MediaType, "text/event-stream", StringComparison.OrdinalIgnoreCase);
                if (isStream)
                {
                    _ = HttpAction.KeepCookies(context, call.Address, new HttpReply(response, ReadBody.Empty, TimeSpan.Zero), []);
                    HttpResponseMessage stream = response;
                    response = null!;
                    return new SseOpening(sent, stream, null);
                }

                ReadBody body = await ReadAsync(response, sent, cancellationToken);
                HttpReply reply = new(response, body, TimeSpan.Zero);
                ImmutableArray<ExchangeHeader> cookies = HttpAction.KeepCookies(context, call.Address, reply, []);
                if (next is null || hops >= MostRedirects || !call.TryFollow(next, reply.Status, plan, context.Scope))
                {
                    return new SseOpening(sent, null, new HttpAnswer(message, call.Sent, reply, cookies, transport.Options) { Note = call.Note, Plan = plan, Now = context.Scope.Now });
                }
            }
            finally
            {
                response?.Dispose();
            }
        }
    }

    private async ValueTask<HttpResponseMessage> BeginAsync(HttpRequestMessage message, HttpCall call, StepExchange sent, CancellationToken cancellationToken)
    {
        try
        {
            return await transport.BeginAsync(message, call.Settings, cancellationToken);
        }
        catch (StepTransportException exception)
        {
            throw new StepTransportException(exception.Fault, exception.MayHaveArrived, exception.Message, sent, exception.InnerException);
        }
    }

    private async ValueTask<ReadBody> ReadAsync(HttpResponseMessage response, StepExchange sent, CancellationToken cancellationToken)
    {
        try
        {
            return await BodyReader.ReadAsync(response.Content, transport.Options.MaxBodyBytes, isMeasured: false, cancellationToken);
        }
        catch (Exception exception) when (HttpFaults.IsTransport(exception))
        {
            StepTransportException fault = HttpFaults.Translate(exception, response.RequestMessage!, cancellationToken);
            throw new StepTransportException(fault.Fault, true, fault.Message, sent, exception) { HasAnswered = true };
        }
    }
}
