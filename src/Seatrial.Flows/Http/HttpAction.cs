using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Project.Contracts;

namespace Seatrial.Flows.Http;

/// <summary>Sends one request, follows redirects where that is asked for, and returns the last answer.</summary>
internal sealed class HttpAction(HttpTransport transport, HttpCallPlan plan) : IRequestAction
{
    /// <inheritdoc/>
    public string Summary => plan.Summary;

    /// <summary>The method, in capitals.</summary>
    public string Method => plan.Method;

    /// <inheritdoc/>
    public string? Target => plan.Target;

    /// <inheritdoc/>
    public bool IsIdempotent { get; } = plan.Method is "GET" or "HEAD" or "PUT" or "DELETE" or "OPTIONS";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = plan.CollectNames();

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        HttpCall call = HttpCall.Evaluate(plan, context);
        ImmutableArray<ExchangeHeader> setCookies = [];
        TlsFacts? tls = plan.Asked.Tls ? new TlsFacts() : null;
        ContractExchange? first = null;
        for (int hops = 0; ; hops++)
        {
            using HttpRequestMessage message = call.ToMessage(context, transport.Options, context.Memory.Find<CookieJar>());
            HttpReply reply;
            try
            {
                reply = await transport.SendAsync(message, new HttpSending(call.Settings) { MeasuresBody = plan.Asked.BodyMeasures, Tls = tls }, cancellationToken);
            }
            catch (StepTransportException exception)
            {
                throw new StepTransportException(
                    exception.Fault,
                    exception.MayHaveArrived || hops > 0,
                    exception.Message,
                    HttpExchange.Of(message, call.Sent, null, transport.Options, call.Note) with { Response = exception.Exchange?.Response },
                    exception.InnerException)
                {
                    HasAnswered = exception.HasAnswered || hops > 0,
                };
            }

            setCookies = KeepCookies(context, call.Address, reply, setCookies);
            HttpAnswer Answer(string? redirectFailure) => new(message, call.Sent, reply, setCookies, transport.Options)
            {
                Note = call.Note,
                RedirectFailure = redirectFailure,
                Plan = plan,
                Now = context.Scope.Now,
                Before = first,
            };
            Uri? next = NextHop(call, reply.Status, reply.Header("Location"));
            if (next is null || plan.MaxRedirects == 0)
            {
                return Answer(null);
            }

            if (hops >= plan.MaxRedirects)
            {
                return Answer($"it followed {hops} redirects and was sent on to {next}");
            }

            first ??= HttpAnswer.Described(message, call.Sent, reply);
            if (!call.TryFollow(next, reply.Status, plan, context.Scope))
            {
                return Answer(null);
            }
        }
    }

    public static ImmutableArray<ExchangeHeader> KeepCookies(
        StepContext context,
        Uri address,
        HttpReply reply,
        ImmutableArray<ExchangeHeader> before)
    {
        bool isAny = false;
        foreach (ExchangeHeader header in reply.Headers)
        {
            if (header.Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            {
                before = before.Add(header);
                isAny = true;
            }
        }

        if (isAny)
        {
            context.Memory.Get<CookieJar>().Keep(address, reply);
        }

        return before;
    }

    /// <summary>Where an answer sends on to; null when it does not.</summary>
    public static Uri? NextHop(HttpCall call, int status, string? header)
    {
        if (status is not (301 or 302 or 303 or 307 or 308)
            || header is not { Length: > 0 } location
            || !Uri.TryCreate(call.Address, location, out Uri? next)
            || next.Scheme is not ("http" or "https"))
        {
            return null;
        }

        // From TLS back to clear text: the answer itself is the news.
        return call.Address.Scheme is "https" && next.Scheme is "http" ? null : next;
    }
}
