using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>A request with every value known; makes one message a hop.</summary>
internal sealed class HttpCall
{
    private readonly List<KeyValuePair<string, string>> _headers = [];
    private readonly string? _accept;
    private readonly string _ownBaggage;
    private readonly HashSet<string> _secretHeaders = new(StringComparer.OrdinalIgnoreCase);
    private string _baggage;
    private byte[]? _body;
    private string? _contentType;
    private ImmutableArray<SentPart> _parts = [];
    private string? _boundary;

    private HttpCall(HttpCallPlan plan, StepContext context)
    {
        Method = plan.Method;
        _accept = plan.Accept;
        Address = EvaluateAddress(plan, context.Scope, out bool isTrusted);
        string? usersBaggage = null;
        foreach (HttpField field in plan.Headers)
        {
            foreach (string value in Values(field, context.Scope, out bool isSecret))
            {
                Check(field, value);
                if (isSecret || HttpCredentials.IsName(field.Name))
                {
                    _secretHeaders.Add(field.Name);
                }

                if (field.Name.Equals("baggage", StringComparison.OrdinalIgnoreCase))
                {
                    usersBaggage = usersBaggage is null ? value : usersBaggage + "," + value;
                    continue;
                }

                _headers.Add(new(field.Name, value));
            }
        }

        _ownBaggage = HttpIdentity.Baggage(context.Identity, null);
        _baggage = usersBaggage is null ? _ownBaggage : HttpIdentity.Baggage(context.Identity, usersBaggage);
        if (context.Authorization is { Exists: true } authorization && !Has("Authorization"))
        {
            if (isTrusted)
            {
                _headers.Add(new("Authorization", authorization.ToText()));
            }
            else
            {
                Note = $"auth was withheld: {Address.GetLeftPart(UriPartial.Authority)} came from an answer and is no service of this environment";
            }
        }

        Cookies = EvaluateCookies(plan, context.Scope);
        EvaluateBody(plan.Body, context.Scope);
        Settings = plan.Connection.Apply(context.Scope.ConnectionTo(Address), context.Scope);
        if (Settings.HttpVersion?.Major == 3 && !IsQuicThere())
        {
            throw new FlowExpressionException(plan.Address.Span, "HTTP/3 cannot be spoken from here: this machine has no QUIC (the library msquic)");
        }
    }

    public string Method { get; private set; }

    public Uri Address { get; private set; }

    /// <summary>How the address is connected to.</summary>
    public ConnectionSettings Settings { get; private set; }

    /// <summary>The body as it is recorded.</summary>
    public HttpSent Sent => _parts.IsEmpty
        ? HttpSent.Of(_body)
        : new HttpSent(Encoding.UTF8.GetBytes(string.Join('\n', _parts.Select(static part => part.Describe()))), _parts.Sum(static part => part.Length), IsDescribed: true);

    /// <summary>What was not sent although it was asked for, and why; for the record.</summary>
    public string? Note { get; private set; }

    /// <summary>The cookies the step itself names, ready for the header; null when there are none.</summary>
    public string? Cookies { get; private set; }

    /// <summary>What is asked for where the step does not say.</summary>
    public const string AcceptEncoding = "gzip, deflate, br";

    public static HttpCall Evaluate(HttpCallPlan plan, StepContext context) => new(plan, context);

    public HttpRequestMessage ToMessage(StepContext context, HttpTransportOptions options, CookieJar? jar)
    {
        HttpRequestMessage message = new(new HttpMethod(Method), Address)
        {
            // 1.1 in clear text; whatever ALPN settles on where there is TLS; and what the project asks for where it does.
            Version = Settings.HttpVersion ?? System.Net.HttpVersion.Version11,
            VersionPolicy = Settings.HttpVersion is null ? HttpVersionPolicy.RequestVersionOrHigher : HttpVersionPolicy.RequestVersionExact,
            Content = ToContent(),
        };
        HttpRequestHeaders headers = message.Headers;
        headers.TryAddWithoutValidation("traceparent", HttpIdentity.TraceParent(context.Trace));
        headers.TryAddWithoutValidation("baggage", _baggage);
        headers.TryAddWithoutValidation(HttpIdentity.SyntheticHeader, "true");
        foreach ((string name, string value) in _headers)
        {
            if (!headers.TryAddWithoutValidation(name, value))
            {
                message.Content ??= new ByteArrayContent([]);
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (!Has("User-Agent"))
        {
            headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        }

        if (_accept is not null && !Has("Accept"))
        {
            headers.TryAddWithoutValidation("Accept", _accept);
        }

        if (!Has("Accept-Encoding"))
        {
            headers.TryAddWithoutValidation("Accept-Encoding", AcceptEncoding);
        }

        string? stored = jar?.For(Address);
        string? cookies = Cookies is null ? stored : stored is null ? Cookies : stored + "; " + Cookies;
        if (cookies is not null && !Has("Cookie"))
        {
            headers.TryAddWithoutValidation("Cookie", cookies);
        }

        return message;
    }

    /// <summary>Turns to where a redirect points, the way browsers and RFC 9110 §15.4 do; stays where another origin would be sent the body.</summary>
    public bool TryFollow(Uri target, int status, HttpCallPlan plan, IFlowScope scope)
    {
        bool isElsewhere = !HttpAddress.IsSameOrigin(Address, target);
        bool becomesGet = status == 303 ? Method is not "HEAD" : status is 301 or 302 && Method is "POST";
        if (isElsewhere && !becomesGet && (_body is not null || !_parts.IsEmpty))
        {
            Note = $"the redirect was not followed: it leads to another origin, {target.GetLeftPart(UriPartial.Authority)}, which would be sent the body";
            return false;
        }

        if (becomesGet)
        {
            Method = "GET";
            _body = null;
            _parts = [];
            _contentType = null;
            _headers.RemoveAll(static header => header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase));
        }

        if (isElsewhere)
        {
            LeaveCredentials(target);
        }

        Address = target;
        Settings = plan.Connection.Apply(scope.ConnectionTo(target), scope);
        return true;
    }

    /// <summary>Credentials meant for one origin are not shown to another, nor brought back by it.</summary>
    private void LeaveCredentials(Uri target)
    {
        int left = _headers.RemoveAll(header =>
            _secretHeaders.Contains(header.Key) || HttpCredentials.IsName(header.Key) || header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase));
        if (left > 0 || Cookies is not null)
        {
            Note = $"credentials were left behind: the redirect leads to another origin, {target.GetLeftPart(UriPartial.Authority)}";
        }

        Cookies = null;
        _baggage = _ownBaggage;
    }

    private static Uri EvaluateAddress(HttpCallPlan plan, IFlowScope scope, out bool isTrusted)
    {
        Uri address = HttpAddress.Evaluate(plan.Address, scope, out isTrusted, plan.IsSocket);
        if (plan.Query.IsEmpty)
        {
            return address;
        }

        StringBuilder query = new(address.Query.Length > 1 ? address.Query[1..] : string.Empty);
        AppendPairs(query, plan.Query, scope);
        return new UriBuilder(address) { Query = query.ToString() }.Uri;
    }

    private static void AppendPairs(StringBuilder text, IEnumerable<HttpField> fields, IFlowScope scope)
    {
        foreach (HttpField field in fields)
        {
            foreach (string value in Values(field, scope))
            {
                text.Append(text.Length > 0 ? "&" : string.Empty)
                    .Append(Uri.EscapeDataString(field.Name)).Append('=').Append(Uri.EscapeDataString(value));
            }
        }
    }

    /// <summary>A list stands for several values of one name, null for none.</summary>
    private static IEnumerable<string> Values(HttpField field, IFlowScope scope) => Values(field, scope, out _);

    private static IEnumerable<string> Values(HttpField field, IFlowScope scope, out bool isSecret)
    {
        FlowValue value = field.Value.Evaluate(scope);
        isSecret = value.IsSecret;
        return value.Json.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => [],
            JsonValueKind.Array => value.Json.EnumerateArray().Select(static item => new FlowValue(item).ToText()),
            _ => [value.ToText()],
        };
    }

    private static void Check(HttpField field, string value)
    {
        if (value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw new FlowExpressionException(field.Value.Span, $"the value of the header {field.Name} holds a line break");
        }
    }

    private static string? EvaluateCookies(HttpCallPlan plan, IFlowScope scope)
    {
        if (plan.Cookies.IsEmpty)
        {
            return null;
        }

        return string.Join("; ", plan.Cookies.SelectMany(field => Values(field, scope).Select(value =>
        {
            Check(field, value);
            return $"{field.Name}={value}";
        })));
    }

    private void EvaluateBody(HttpBody body, IFlowScope scope)
    {
        switch (body.Kind)
        {
            case HttpBodyKind.Json:
                JsonElement json = body.Value!.Evaluate(scope).Json;
                _body = json.ValueKind == JsonValueKind.Undefined ? "null"u8.ToArray() : JsonMarshal.GetRawUtf8Value(json).ToArray();
                _contentType = "application/json";
                break;
            case HttpBodyKind.Form:
                StringBuilder form = new();
                AppendPairs(form, body.Fields, scope);
                _body = Encoding.UTF8.GetBytes(form.Replace("%20", "+").ToString());
                _contentType = "application/x-www-form-urlencoded";
                break;
            case HttpBodyKind.Text:
                _body = Encoding.UTF8.GetBytes(body.Value!.Evaluate(scope).ToText());
                _contentType = "text/plain; charset=utf-8";
                break;
            case HttpBodyKind.Raw:
                _body = Encoding.UTF8.GetBytes(body.Value!.Evaluate(scope).ToText());
                _contentType = "application/octet-stream";
                break;
            case HttpBodyKind.File:
                _body = body.File!.Content.ToArray();
                _contentType = body.File.Type;
                break;
            case HttpBodyKind.Multipart:
                _parts = SentPart.Evaluate(body.Parts, scope);
                _boundary = $"seatrial-{scope.NextGuid():n}";
                break;
        }
    }

    private static bool IsQuicThere() =>
        (OperatingSystem.IsLinux() || OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()) && System.Net.Quic.QuicConnection.IsSupported;

    private HttpContent? ToContent()
    {
        if (!_parts.IsEmpty)
        {
            return SentPart.ToContent(_parts, _boundary!);
        }

        if (_body is null)
        {
            // The handler sends a request without content again by itself when a pooled connection turns out closed.
            // One that is not safe to repeat must not be: empty content forbids it.
            return Method is "POST" or "PATCH" ? new ByteArrayContent([]) : null;
        }

        ByteArrayContent content = new(_body);
        if (!Has("Content-Type"))
        {
            content.Headers.TryAddWithoutValidation("Content-Type", _contentType);
        }

        return content;
    }

    private bool Has(string name)
    {
        foreach (KeyValuePair<string, string> header in _headers)
        {
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
