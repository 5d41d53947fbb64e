using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.Arazzo;
using Seatrial.Project.Contracts;

namespace Seatrial.Flows.Http;

/// <summary>An HTTP answer and its subjects.</summary>
internal sealed class HttpAnswer(
    HttpRequestMessage request,
    HttpSent sent,
    HttpReply reply,
    ImmutableArray<ExchangeHeader> setCookies,
    HttpTransportOptions options)
    : StepAnswer, IHttpExchanged
{
    private StepExchange? _exchange;
    private JsonElement _document;
    private string? _whyNot;
    private bool _isParsed;
    private XmlBody? _xml;

    /// <inheritdoc/>
    public override TimeSpan Duration => reply.Duration;

    /// <inheritdoc/>
    public override StepExchange Exchange => _exchange ??= HttpExchange.Of(request, sent, reply, options, Note);

    /// <summary>What was not sent although the step asks for it, and why.</summary>
    public string? Note { get; init; }

    /// <summary>The step.</summary>
    public required HttpCallPlan Plan { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Its status.</summary>
    public int Status => reply.Status;

    /// <summary>The answer as it came.</summary>
    public HttpReply Reply => reply;

    /// <summary>Why following redirects had to stop, if it had to.</summary>
    public string? RedirectFailure { get; init; }

    /// <summary>The first request and its answer, as a contract describes them: one exchange, whatever it was redirected to.</summary>
    public ContractExchange First => field ??= Before ?? Described(request, sent, reply);

    /// <summary>The exchange that led here by a redirect, if one did.</summary>
    public ContractExchange? Before { get; init; }

    /// <inheritdoc/>
    public override string? ProtocolFailure =>
        RedirectFailure ?? (reply.IsCut && !Plan.Asked.BodyMeasures ? $"the body is longer than the limit of {options.MaxBodyBytes} bytes, and reading stopped there" : null);

    /// <inheritdoc/>
    public override bool HadNoEffect => reply.Status is >= 400 and < 500;

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot)
    {
        if (!_isParsed)
        {
            _isParsed = true;
            Parse();
        }

        whyNot = _whyNot;
        return _document;
    }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject, out string? whyNot)
    {
        if (subject is "tls" || subject.StartsWith("tls.", StringComparison.Ordinal))
        {
            whyNot = "the answer did not come over TLS";
            return reply.Tls is { } tls ? tls.Subject(subject, Now, out whyNot) : default;
        }

        if (subject.StartsWith("xpath:", StringComparison.Ordinal))
        {
            _xml ??= XmlBody.Of(reply);
            return _xml.Select(subject["xpath:".Length..], Plan.Namespaces, out whyNot);
        }

        whyNot = null;
        return Subject(subject);
    }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject)
    {
        switch (subject)
        {
            case "status":
                return FlowValues.Of(reply.Status);
            case "body":
                return FlowValues.Of(reply.Text());
            case "body.size":
                return new FlowValue(JsonElement.Parse(reply.Measured.Size.ToString(CultureInfo.InvariantCulture)));
            case "body.sha256":
                return reply.Measured.Sha256 is { } hash ? FlowValues.Of(hash) : default;
            case "version":
                return new FlowValue(JsonElement.Parse(reply.Version.Major >= 2 ? reply.Version.Major.ToString(CultureInfo.InvariantCulture) : reply.Version.ToString(2)));
            case "duration":
                return FlowValues.Of(reply.Duration.TotalMilliseconds);
        }

        if (subject.StartsWith("header.", StringComparison.Ordinal))
        {
            return reply.Header(subject["header.".Length..]) is { } value ? FlowValues.Of(value) : default;
        }

        return subject.StartsWith("cookie.", StringComparison.Ordinal) ? Cookie(subject["cookie.".Length..]) : default;
    }

    /// <summary>An exchange as a contract describes it.</summary>
    public static ContractExchange Described(HttpRequestMessage request, HttpSent sent, HttpReply reply)
    {
        ImmutableArray<ExchangeHeader>.Builder headers = ImmutableArray.CreateBuilder<ExchangeHeader>(10);
        HttpText.AddAll(headers, request.Headers.NonValidated);
        if (request.Content is { } content)
        {
            HttpText.AddAll(headers, content.Headers.NonValidated);
        }

        return new(request.Method.Method, request.RequestUri!, reply.Status)
        {
            RequestHeaders = headers.DrainToImmutable(),
            // What only tells of parts is no body to hold to a schema.
            RequestBody = sent.IsDescribed ? null : sent.Body,
            ResponseHeaders = reply.Headers,
            ResponseBody = reply.Body,
        };
    }

    private void Parse()
    {
        if (reply.Body.Length == 0)
        {
            _whyNot = "the body is empty";
            return;
        }

        if (reply.Measured.UnreadCoding is { } coding)
        {
            _whyNot = $"the body is compressed with {coding}, which this version cannot undo";
            return;
        }

        if (reply.IsCut)
        {
            _whyNot = "the body was cut at its limit";
            return;
        }

        try
        {
            _document = JsonText.Parse(Utf8Body(), out string? whyUnreadable);
            _whyNot = whyUnreadable is null ? null : $"the body is not valid JSON text: {whyUnreadable}";
        }
        catch (JsonException exception)
        {
            string type = reply.Header("Content-Type") ?? "no content type";
            _whyNot = $"the body is not JSON ({type}; line {(exception.LineNumber ?? 0) + 1}, byte {(exception.BytePositionInLine ?? 0) + 1})";
        }
    }

    private ReadOnlyMemory<byte> Utf8Body()
    {
        ReadOnlyMemory<byte> body = reply.Body;
        return body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
    }

    private FlowValue Cookie(string name)
    {
        // The last one wins, as in a browser.
        for (int i = setCookies.Length - 1; i >= 0; i--)
        {
            ReadOnlySpan<char> line = setCookies[i].Value;
            int end = line.IndexOf(';');
            ReadOnlySpan<char> pair = end < 0 ? line : line[..end];
            int equals = pair.IndexOf('=');
            if (equals > 0 && pair[..equals].Trim().SequenceEqual(name))
            {
                return FlowValues.Of(pair[(equals + 1)..].Trim().ToString());
            }
        }

        return default;
    }
}
