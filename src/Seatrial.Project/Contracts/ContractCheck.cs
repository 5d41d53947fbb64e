using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;
using Seatrial.Project.OpenApi;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Contracts;

/// <summary>Holds a request and its answer to the operation that describes them, every point of it.</summary>
public sealed class ContractCheck
{
    private static readonly string[] NoParameters = ["accept", "content-type", "authorization"];

    private readonly ContractExchange _exchange;
    private readonly ContractRecords _request;
    private readonly ContractRecords _response;

    private ContractCheck(ContractExchange exchange, Masker? masker)
    {
        _exchange = exchange;
        _request = new("request ", masker);
        _response = new(string.Empty, masker);
    }

    /// <summary>Checks an exchange.</summary>
    /// <param name="plan">The contract.</param>
    /// <param name="exchange">What was sent and what came.</param>
    /// <param name="baseAddress">The address of the service in the environment at hand; null when it has none.</param>
    /// <param name="masker">What must not be shown.</param>
    /// <exception cref="JsonSchema.JsonSchemaException">A schema of it cannot be applied.</exception>
    public static ContractResult Evaluate(ContractPlan plan, ContractExchange exchange, Uri? baseAddress, Masker? masker)
    {
        ContractCheck check = new(exchange, masker);
        string[] paths = [.. PathsBelow(plan.Document, exchange.Address, baseAddress)];
        OpenApiOperation? operation = plan.Operation ?? paths.Select(p => plan.Document.Match(exchange.Method, p)).FirstOrDefault(static o => o is not null);
        if (operation is null)
        {
            check._request.Fail("operation", $"an operation of {plan.Document.File}", $"{exchange.Method} {exchange.Address.AbsolutePath}", "it describes no such method and path");
            return new(check._request.All, []);
        }

        ImmutableArray<string> values = [];
        bool isIt = exchange.Method == operation.Method && paths.Any(p => operation.Template.TryMatch(p, out values));
        if (plan.ChecksRequest)
        {
            check._request.Note("operation", $"{operation.Method} {operation.Template.Text}", $"{exchange.Method} {exchange.Address.AbsolutePath}", isIt);
            check.CheckParameters(operation, isIt ? values : null);
            check.CheckRequestBody(operation);
        }

        check.CheckResponse(operation);
        return new(check._request.All, check._response.All);
    }

    /// <summary>The request's path below the service, and below the servers the description names.</summary>
    private static IEnumerable<string> PathsBelow(OpenApiDocument document, Uri address, Uri? baseAddress)
    {
        string path = address.AbsolutePath;
        string below = baseAddress?.AbsolutePath.TrimEnd('/') is { Length: > 0 } start && path.StartsWith(start + "/", StringComparison.Ordinal) ? path[start.Length..] : path;
        foreach (string server in document.ServerPaths.Where(static s => s.Length > 0))
        {
            foreach (string full in (string[])[below, path])
            {
                if (full.StartsWith(server + "/", StringComparison.Ordinal))
                {
                    yield return full[server.Length..];
                }
            }
        }

        yield return below;
        yield return path;
    }

    private void CheckParameters(OpenApiOperation operation, ImmutableArray<string>? path)
    {
        ImmutableArray<(string, string)> query = [.. ScalarValue.Pairs(_exchange.Address.Query.TrimStart('?'))];
        ImmutableArray<(string, string)> cookies =
        [
            .. (ContractExchange.Header(_exchange.RequestHeaders, "Cookie") ?? string.Empty).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(static c => c.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? (c[..at], c[(at + 1)..]) : (c, string.Empty)),
        ];
        foreach (OpenApiParameter parameter in operation.Parameters.Where(static p => p.In != "header" || !NoParameters.Contains(p.Name, StringComparer.OrdinalIgnoreCase)))
        {
            ParameterValue reader = new(parameter);
            JsonElement? value = parameter.In switch
            {
                "query" => reader.FromPairs(query),
                "cookie" => reader.FromPairs(cookies),
                "header" => ContractExchange.Header(_exchange.RequestHeaders, parameter.Name) is { } header ? reader.FromHeader(header) : null,
                _ when path is { } segments && operation.Template.Names.IndexOf(parameter.Name) is var at and >= 0 => reader.FromPath(segments[at]),
                _ => null,
            };
            string subject = $"{parameter.In}.{parameter.Name}";
            if (value is { } given)
            {
                _request.Schema(subject, given, parameter.Schema ?? parameter.Content.FirstOrDefault()?.Schema, static s => s.ForRequest);
            }
            else if (parameter.IsRequired && (parameter.In != "path" || path is not null))
            {
                _request.Fail(subject, "a value", "nothing", "the operation requires it");
            }
        }
    }

    private void CheckRequestBody(OpenApiOperation operation)
    {
        bool isSent = !_exchange.RequestBody.IsEmpty;
        switch (operation.RequestBody)
        {
            case null when isSent:
                _request.Fail("body", "no body", $"{_exchange.RequestBody.Length} bytes", "the operation takes none");
                break;
            case { IsRequired: true } when !isSent:
                _request.Fail("body", "a body", "nothing", "the operation requires it");
                break;
            case { } body when isSent:
                CheckBody(_request, body.Content, _exchange.RequestHeaders, _exchange.RequestBody, static s => s.ForRequest);
                break;
        }
    }

    private void CheckResponse(OpenApiOperation operation)
    {
        string status = _exchange.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string documented = operation.Responses.IsEmpty ? "none" : string.Join(", ", operation.Responses.Select(static r => r.Status));
        OpenApiResponse? response = operation.Response(_exchange.Status);
        _response.Note("status", $"one that is documented: {documented}", status, response is not null);
        if (response is null)
        {
            return;
        }

        foreach (OpenApiParameter header in response.Headers)
        {
            if (ContractExchange.Header(_exchange.ResponseHeaders, header.Name) is { } text)
            {
                JsonElement value = new ParameterValue(header).FromHeader(text) ?? JsonValues.Text(text);
                _response.Schema($"header.{header.Name}", value, header.Schema ?? header.Content.FirstOrDefault()?.Schema, static s => s.ForResponse);
            }
            else if (header.IsRequired)
            {
                _response.Fail($"header.{header.Name}", "a value", "nothing", "the response requires it");
            }
        }

        bool hasBody = !_exchange.ResponseBody.IsEmpty;
        if (hasBody && !response.Content.IsEmpty)
        {
            CheckBody(_response, response.Content, _exchange.ResponseHeaders, _exchange.ResponseBody, static s => s.ForResponse);
        }
        else if (!hasBody && response.Content.Any(static c => c.Schema is not null) && _exchange.Method != "HEAD" && _exchange.Status is not (204 or 304))
        {
            _response.Fail("body", $"a body of {string.Join(" or ", response.Content.Select(static c => c.Range))}", "nothing", "the response describes one");
        }
    }

    private static void CheckBody(
        ContractRecords records,
        ImmutableArray<OpenApiMediaType> content,
        ImmutableArray<ExchangeHeader> headers,
        ReadOnlyMemory<byte> body,
        Func<OpenApiSchema, JsonSchema.Schema> direction)
    {
        if (content.IsEmpty)
        {
            return;
        }

        string? type = ContractExchange.Header(headers, "Content-Type");
        OpenApiMediaType? media = OpenApiMediaType.Match(content, type ?? string.Empty);
        records.Note("content type", string.Join(" or ", content.Select(static c => c.Range)), type ?? "none", media is not null);
        if (media?.Schema is not { } schema)
        {
            return;
        }

        string bare = OpenApiMediaType.Bare(type ?? media.Range).ToLowerInvariant();
        if (OpenApiMediaType.IsJson(bare))
        {
            if (TryParse(body, out JsonElement json, out string? whyNot))
            {
                records.Body(json, schema, direction);
            }
            else
            {
                records.Fail("body", "JSON", "what is not", whyNot);
            }
        }
        else if (bare == "application/x-www-form-urlencoded")
        {
            records.Body(FormValue.Of([.. ScalarValue.Pairs(Encoding.UTF8.GetString(body.Span))], schema), schema, direction);
        }
        else if (bare.StartsWith("text/", StringComparison.Ordinal) && schema.Types is ["string"])
        {
            records.Body(JsonValues.Text(Encoding.UTF8.GetString(body.Span)), schema, direction);
        }
    }

    private static bool TryParse(ReadOnlyMemory<byte> body, out JsonElement json, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? whyNot)
    {
        (json, whyNot) = (default, null);
        try
        {
            json = JsonElement.Parse(body.Span.StartsWith("\uFEFF"u8) ? body.Span[3..] : body.Span);
            return true;
        }
        catch (JsonException exception)
        {
            whyNot = $"the body stops being JSON at line {(exception.LineNumber ?? 0) + 1}, byte {(exception.BytePositionInLine ?? 0) + 1}";
            return false;
        }
    }
}
