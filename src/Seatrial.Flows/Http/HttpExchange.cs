using System.Collections.Immutable;
using System.Net;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>Writes down what was sent and received; not yet masked, nor cut.</summary>
internal static class HttpExchange
{
    public static StepExchange Of(HttpRequestMessage request, HttpSent sent, HttpReply? reply, HttpTransportOptions options, string? note = null) =>
        new(
            "http",
            Request(request, sent, options),
            reply is null ? null : Response(reply, options),
            null,
            IPAddress.TryParse(request.RequestUri!.Host.Trim('[', ']'), out _) ? request.RequestUri.Authority : null)
        {
            Note = note,
        };

    private static ExchangeMessage Request(HttpRequestMessage request, HttpSent sent, HttpTransportOptions options)
    {
        ImmutableArray<ExchangeHeader>.Builder headers = ImmutableArray.CreateBuilder<ExchangeHeader>(10);
        HttpText.AddAll(headers, request.Headers.NonValidated);
        if (request.Content is { } content)
        {
            HttpText.AddAll(headers, content.Headers.NonValidated);
        }

        return new ExchangeMessage(
            $"{request.Method.Method} {request.RequestUri!.AbsoluteUri} HTTP/{Version(request.Version)}",
            headers.DrainToImmutable(),
            HttpText.Recorded(sent.Body ?? [], null, options.MaxRecordedBodyBytes),
            sent.Bytes,
            sent.IsDescribed);
    }

    /// <summary>An answer alone.</summary>
    public static ExchangeMessage Response(HttpReply reply, HttpTransportOptions options)
    {
        string reason = string.IsNullOrEmpty(reply.Reason) ? string.Empty : " " + reply.Reason;
        return new ExchangeMessage(
            $"HTTP/{Version(reply.Version)} {reply.Status}{reason}",
            reply.Headers,
            HttpText.Recorded(reply.Body, reply.Header("Content-Type"), options.MaxRecordedBodyBytes),
            reply.Measured.Size,
            reply.IsCut);
    }

    private static string Version(Version version) => version.Major >= 2 ? $"{version.Major}" : $"{version.Major}.{version.Minor}";
}
