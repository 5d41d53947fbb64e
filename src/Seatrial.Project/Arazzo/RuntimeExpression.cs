using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.Contracts;
using Seatrial.Project.Expressions;
using Seatrial.Project.JsonSchema;

namespace Seatrial.Project.Arazzo;

/// <summary>A runtime expression of Arazzo, such as <c>$response.body#/id</c> or <c>$steps.create.outputs.id</c>.</summary>
/// <param name="Text">As written.</param>
/// <param name="Parts">What stands between the dots, the first with its <c>$</c>.</param>
/// <param name="Pointer">The JSON pointer behind <c>#</c>; null when there is none.</param>
internal sealed record RuntimeExpression(string Text, ImmutableArray<string> Parts, ImmutableArray<string>? Pointer)
{
    private static readonly System.Buffers.SearchValues<char> NotInNames = System.Buffers.SearchValues.Create(" \t\r\n{}");

    private static readonly string[] Roots =
        ["$url", "$method", "$statusCode", "$request", "$response", "$inputs", "$outputs", "$steps", "$workflows", "$sourceDescriptions", "$components", "$self", "$message"];

    /// <summary>The name in a flow's values under which the outputs of a step are kept; no name of a user begins with a dollar.</summary>
    public static string StepName(string stepId) => $"$steps.{stepId}";

    /// <summary>Parses an expression; null, with the reason, when it is none.</summary>
    public static RuntimeExpression? TryParse(string text, out string? whyNot)
    {
        int hash = text.IndexOf('#', StringComparison.Ordinal);
        ImmutableArray<string> parts = [.. (hash < 0 ? text : text[..hash]).Split('.')];
        string[]? pointer = hash < 0 ? null : JsonPointer.Tokens(text[(hash + 1)..]);
        whyNot = !Roots.Contains(parts[0], StringComparer.Ordinal) ? $"`{parts[0]}` is no beginning of a runtime expression"
            : hash >= 0 && pointer is null ? $"`{text[(hash + 1)..]}` is no JSON pointer"
            : parts.Any(static p => p.Length == 0 || p.AsSpan().ContainsAny(NotInNames)) ? "a name in it is empty, or has a space or brace"
            : Misses(parts);
        return whyNot is null ? new(text, parts, pointer is null ? null : [.. pointer]) : null;
    }

    /// <summary>The name it reads from the flow; null when it reads an answer or nothing.</summary>
    public string? Name => Parts[0] switch { "$inputs" => Parts[1], "$steps" => StepName(Parts[1]), _ => null };

    /// <summary>The value; not existing when there is none.</summary>
    /// <param name="scope">The flow's names.</param>
    /// <param name="answer">The answer of the step at hand; null before one came.</param>
    public FlowValue Evaluate(IFlowScope scope, StepAnswer? answer)
    {
        ContractExchange? exchange = (answer as IHttpExchanged)?.First;
        FlowValue value = Parts[0] switch
        {
            "$inputs" => Walk(Read(scope, Parts[1]), 2),
            "$steps" => Walk(Read(scope, StepName(Parts[1])), 3),
            "$outputs" => answer is null ? default : Walk(new(answer.Document(out _), answer.IsSecret), 1),
            "$statusCode" => answer?.Subject("status") ?? default,
            "$url" => OfText(exchange?.Address.AbsoluteUri),
            "$method" => OfText(exchange?.Method),
            "$response" when answer is not null => Response(answer),
            "$request" when exchange is not null => Request(exchange),
            _ => default,
        };
        return Pointer is { } pointer && value.Exists
            ? JsonPointer.Find(value.Json, pointer) is { } found ? new(found, value.IsSecret) : default
            : value;
    }

    private static string? Misses(ImmutableArray<string> parts) => parts switch
    {
        ["$url" or "$method" or "$statusCode" or "$self"] => null,
        ["$url" or "$method" or "$statusCode" or "$self", ..] => "nothing follows it",
        ["$inputs" or "$outputs" or "$components" or "$sourceDescriptions" or "$workflows", _, ..] => null,
        ["$steps", _, "outputs", _, ..] => null,
        ["$steps", ..] => "a step's outputs are read as `$steps.ID.outputs.NAME`",
        ["$request" or "$response" or "$message", "body" or "payload", ..] => null,
        ["$request" or "$response" or "$message", "header" or "query" or "path", _, ..] => null,
        _ => "it says not what of it",
    };

    private static FlowValue Read(IFlowScope scope, string name) => scope.TryGet(name, out FlowValue value) ? value : default;

    private static FlowValue OfText(string? text) => text is null ? default : new(JsonValues.Text(text));

    private FlowValue Response(StepAnswer answer)
    {
        if (Parts[1] == "header")
        {
            return answer.Subject($"header.{string.Join('.', Parts[2..])}");
        }

        JsonElement document = answer.Document(out _);
        return Parts[1] != "body" ? default
            : document.ValueKind == JsonValueKind.Undefined ? (Pointer is null && Parts.Length == 2 ? answer.Subject("body") : default)
            : Walk(new(document, answer.IsSecret), 2);
    }

    private FlowValue Request(ContractExchange exchange)
    {
        string name = string.Join('.', Parts[2..]);
        switch (Parts[1])
        {
            case "header":
                return OfText(ContractExchange.Header(exchange.RequestHeaders, name));
            case "query":
                return OfText(ScalarValue.Pairs(exchange.Address.Query.TrimStart('?')).Where(p => p.Name == name).Select(static p => p.Value).FirstOrDefault());
            case "body":
                string body = System.Text.Encoding.UTF8.GetString(exchange.RequestBody.Span);
                return Walk(Parsed(body) is { } json ? new(json) : OfText(body), 2);
            default:
                return default;
        }
    }

    private static JsonElement? Parsed(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Members behind further dots; a name may hold dots itself.</summary>
    private FlowValue Walk(FlowValue value, int from)
    {
        if (from >= Parts.Length || !value.Exists)
        {
            return value;
        }

        string whole = string.Join('.', Parts[from..]);
        if (JsonPointer.Find(value.Json, [whole]) is { } named)
        {
            return value with { Json = named };
        }

        string[] tokens = [.. Parts[from..].SelectMany(static p => p.Split('[', ']')).Where(static p => p.Length > 0)];
        return JsonPointer.Find(value.Json, tokens) is { } found ? value with { Json = found } : default;
    }
}
