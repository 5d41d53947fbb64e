using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Project.Secrets;

namespace Seatrial.Flows.Running;

/// <summary>Masks all that leaves the runner, and then cuts what is too long: half a secret would not be recognised.</summary>
/// <param name="mask">What is known to be secret.</param>
/// <param name="mostBodyBytes">How much of a body is kept.</param>
internal sealed class Redaction(Masker mask, int mostBodyBytes)
{
    // Beyond it, what is inside a document is masked, but not the document as one text: its forms would take more room than they are worth.
    private const int LongestDocument = 4096;

    /// <summary>What masks, for texts that are cut: they are masked before.</summary>
    public Masker Mask => mask;

    public void AddSecret(string value) => mask.Add(value);

    /// <summary>Adds a value and every text and number inside it that is long enough.</summary>
    /// <returns>Whether any was long enough.</returns>
    public bool AddSecret(FlowValue value)
    {
        bool isAdded = AddLeaves(value.Json);
        if (isAdded && value.Json.ValueKind is JsonValueKind.Object or JsonValueKind.Array && value.Json.GetRawText() is { Length: <= LongestDocument } whole)
        {
            mask.Add(whole);
        }

        return isAdded;
    }

    public string Of(string text) => mask.Mask(text);

    public string? OfOptional(string? text) => text is null ? null : mask.Mask(text);

    public StepFailure Of(StepFailure failure) => failure with { Message = Of(failure.Message) };

    public StepRecord Of(StepRecord record)
    {
        ImmutableArray<CheckRecord> checks = Of(record.Checks);
        return checks == record.Checks && record.Failure is null
            ? record
            : record with { Checks = checks, Failure = record.Failure is { } failure ? Of(failure) : null };
    }

    /// <summary>The masked exchange, with a line for the shell made of masked parts only.</summary>
    public StepExchange Of(StepExchange exchange)
    {
        ExchangeMessage request = Of(exchange.Request);
        return exchange with
        {
            Request = request,
            Response = exchange.Response is { } response ? Of(response) : null,
            Note = OfOptional(exchange.Note),
            Curl = exchange.Protocol is "http" ? CurlLine.Of(request) : OfOptional(exchange.Curl),
        };
    }

    private bool AddLeaves(JsonElement value)
    {
        bool isAdded = false;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    isAdded |= AddLeaves(property.Value);
                }

                return isAdded;
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                {
                    isAdded |= AddLeaves(item);
                }

                return isAdded;
            case JsonValueKind.String or JsonValueKind.Number:
                string text = new FlowValue(value).ToText();
                mask.Add(text);
                return text.Length >= SecretText.LeastLength;
            default:
                return false;
        }
    }

    private ImmutableArray<CheckRecord> Of(ImmutableArray<CheckRecord> checks)
    {
        bool isMasked = false;
        foreach (CheckRecord check in checks)
        {
            isMasked |= !ReferenceEquals(Of(check.Expected), check.Expected)
                || !ReferenceEquals(Of(check.Actual), check.Actual)
                || !ReferenceEquals(OfOptional(check.Message), check.Message);
        }

        if (!isMasked)
        {
            return checks;
        }

        ImmutableArray<CheckRecord>.Builder masked = ImmutableArray.CreateBuilder<CheckRecord>(checks.Length);
        foreach (CheckRecord check in checks)
        {
            masked.Add(check with
            {
                Expected = Of(check.Expected),
                Actual = Of(check.Actual),
                Message = OfOptional(check.Message),
            });
        }

        return masked.MoveToImmutable();
    }

    private ExchangeMessage Of(ExchangeMessage message)
    {
        ImmutableArray<ExchangeHeader> headers = message.Headers;
        for (int i = 0; i < headers.Length; i++)
        {
            string value = Of(headers[i].Value);
            headers = ReferenceEquals(value, headers[i].Value) ? headers : headers.SetItem(i, headers[i] with { Value = value });
        }

        int kept = message.Body is { } body ? Kept(body) : 0;
        return message with
        {
            StartLine = Of(message.StartLine),
            Headers = headers,
            Body = message.Body is { } whole ? mask.Mask(whole, kept) : null,
            IsBodyCut = message.IsBodyCut || kept < (message.Body?.Length ?? 0),
        };
    }

    /// <summary>How many characters of a body are kept.</summary>
    private int Kept(string body)
    {
        const int most = 3;
        if (body.Length <= mostBodyBytes / most)
        {
            return body.Length;
        }

        int characters = 0;
        int bytes = 0;
        foreach (Rune rune in body.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > mostBodyBytes)
            {
                break;
            }

            characters += rune.Utf16SequenceLength;
        }

        return characters;
    }
}
