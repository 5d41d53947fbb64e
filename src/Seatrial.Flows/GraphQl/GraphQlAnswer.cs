using System.Globalization;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;

namespace Seatrial.Flows.GraphQl;

/// <summary>A GraphQL answer. Errors in it are a failure, although data may have come with them, unless the step looks at them itself.</summary>
/// <param name="inner">The answer, or the message, that carries it.</param>
/// <param name="asked">What the step looks at.</param>
internal sealed class GraphQlAnswer(StepAnswer inner, HttpAsked asked) : StepAnswer
{
    private const int Most = 5;

    /// <inheritdoc/>
    public override TimeSpan Duration => inner.Duration;

    /// <inheritdoc/>
    public override StepExchange Exchange => inner.Exchange;

    /// <inheritdoc/>
    public override bool IsSecret => inner.IsSecret;

    /// <inheritdoc/>
    public override string? ProtocolFailure => inner.ProtocolFailure ?? Failure();

    /// <inheritdoc/>
    /// <remarks>Without <c>data</c> nothing was executed: the request itself was refused.</remarks>
    public override bool HadNoEffect => inner.HadNoEffect || (Document(out _) is { ValueKind: JsonValueKind.Object } all && !all.TryGetProperty("data", out _) && Errors(all).Length > 0);

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot) => inner.Document(out whyNot);

    /// <inheritdoc/>
    public override FlowValue Subject(string subject) => inner.Subject(subject);

    /// <inheritdoc/>
    public override FlowValue Subject(string subject, out string? whyNot) => inner.Subject(subject, out whyNot);

    private string? Failure()
    {
        JsonElement all = Document(out string? whyNot);
        if (all.ValueKind != JsonValueKind.Object || !(all.TryGetProperty("data", out _) || all.TryGetProperty("errors", out _)))
        {
            string status = inner is HttpAnswer answer ? string.Create(CultureInfo.InvariantCulture, $" (status {answer.Status})") : string.Empty;
            return asked.Status ? null : $"the answer is not one of GraphQL{status}: {whyNot ?? "it has neither `data` nor `errors`"}";
        }

        JsonElement[] errors = asked.Errors ? [] : Errors(all);
        return errors.Length == 0 ? null : Describe(errors, all);
    }

    private static JsonElement[] Errors(JsonElement all) =>
        all.TryGetProperty("errors", out JsonElement errors) && errors.ValueKind == JsonValueKind.Array ? [.. errors.EnumerateArray()] : [];

    private static string Describe(JsonElement[] errors, JsonElement all)
    {
        StringBuilder text = new();
        text.Append(errors.Length == 1 ? "the answer has an error: " : string.Create(CultureInfo.InvariantCulture, $"the answer has {errors.Length} errors: "));
        text.AppendJoin("; ", errors.Take(Most).Select(Describe));
        text.Append(errors.Length > Most ? "; … and more" : string.Empty);
        bool hasData = all.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Object;
        return text.Append(hasData ? "; data came with it" : "; no data came").ToString();
    }

    /// <summary>Such as <c>"no such order" at order.total (NOT_FOUND)</c>.</summary>
    private static string Describe(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
        {
            return error.GetRawText();
        }

        string message = error.TryGetProperty("message", out JsonElement said) && said.ValueKind == JsonValueKind.String ? said.GetString()! : "(no message)";
        string path = error.TryGetProperty("path", out JsonElement steps) && steps.ValueKind == JsonValueKind.Array
            ? " at " + string.Join('.', steps.EnumerateArray().Select(static step => new FlowValue(step).ToText()))
            : string.Empty;
        string code = error.TryGetProperty("extensions", out JsonElement more) && more.ValueKind == JsonValueKind.Object
            && more.TryGetProperty("code", out JsonElement named) && named.ValueKind == JsonValueKind.String
            ? $" ({named.GetString()})"
            : string.Empty;
        return $"\"{message}\"{path}{code}";
    }
}
