using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;

namespace Seatrial.Project.Arazzo;

/// <summary>A value of a workflow: texts in it that are runtime expressions, or hold some in braces, are evaluated.</summary>
internal sealed class RuntimeValue : IBoundValue
{
    private readonly JsonElement _written;
    private readonly ImmutableDictionary<string, ImmutableArray<object>> _texts;

    private RuntimeValue(JsonElement written, SourceSpan span, ImmutableDictionary<string, ImmutableArray<object>> texts)
    {
        (_written, Span, _texts) = (written, span, texts);
        Names = [.. texts.Values.SelectMany(static t => t).OfType<RuntimeExpression>().Select(static e => e.Name).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public SourceSpan Span { get; }

    /// <inheritdoc/>
    public string Source => FlowText(_written);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; }

    /// <summary>The expressions in it.</summary>
    public IEnumerable<RuntimeExpression> Expressions => _texts.Values.SelectMany(static t => t).OfType<RuntimeExpression>();

    /// <summary>Binds a value.</summary>
    /// <param name="written">The value as written.</param>
    /// <param name="span">Where it stands.</param>
    /// <param name="wrong">Told of each expression that is none, and why.</param>
    /// <param name="constant">The value of an expression that is known as it is written; null for others.</param>
    public static RuntimeValue Bind(JsonElement written, SourceSpan span, Action<string, string> wrong, Func<RuntimeExpression, string?>? constant = null)
    {
        var texts = ImmutableDictionary.CreateBuilder<string, ImmutableArray<object>>(StringComparer.Ordinal);
        Stack<JsonElement> open = new([written]);
        while (open.TryPop(out JsonElement at))
        {
            switch (at.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (JsonProperty member in at.EnumerateObject())
                    {
                        open.Push(member.Value);
                    }

                    break;
                case JsonValueKind.Array:
                    foreach (JsonElement item in at.EnumerateArray())
                    {
                        open.Push(item);
                    }

                    break;
                case JsonValueKind.String when at.GetString() is { } text && text.Contains('$', StringComparison.Ordinal):
                    texts[text] = [.. Pieces(text, wrong).Select(p => p is RuntimeExpression e && constant?.Invoke(e) is { } known ? known : p)];
                    break;
            }
        }

        return new(written, span, texts.ToImmutable());
    }

    /// <inheritdoc/>
    public FlowValue Evaluate(IFlowScope scope) => Evaluate(scope, null);

    /// <summary>The value, with the answer of the step at hand.</summary>
    public FlowValue Evaluate(IFlowScope scope, StepAnswer? answer)
    {
        if (_written.ValueKind == JsonValueKind.String)
        {
            return TextOf(_written.GetString()!, scope, answer);
        }

        if (_texts.IsEmpty)
        {
            return new(_written);
        }

        bool isSecret = false;
        JsonElement json = JsonValues.Write(writer => isSecret = Write(writer, _written, scope, answer));
        return new(json, isSecret);
    }

    private bool Write(Utf8JsonWriter writer, JsonElement at, IFlowScope scope, StepAnswer? answer)
    {
        bool isSecret = false;
        switch (at.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in at.EnumerateObject())
                {
                    if (member.Value.ValueKind == JsonValueKind.String && TextOf(member.Value.GetString()!, scope, answer) is { Exists: false })
                    {
                        // What has no value is left out, not sent as null.
                        continue;
                    }

                    writer.WritePropertyName(member.Name);
                    isSecret |= Write(writer, member.Value, scope, answer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in at.EnumerateArray())
                {
                    isSecret |= Write(writer, item, scope, answer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                FlowValue value = TextOf(at.GetString()!, scope, answer);
                JsonValues.WriteTo(writer, value.Json);
                return value.IsSecret;
            default:
                at.WriteTo(writer);
                break;
        }

        return isSecret;
    }

    private FlowValue TextOf(string text, IFlowScope scope, StepAnswer? answer)
    {
        if (!_texts.TryGetValue(text, out ImmutableArray<object> pieces))
        {
            return new(JsonValues.Text(text));
        }

        if (pieces is [RuntimeExpression whole])
        {
            return whole.Evaluate(scope, answer);
        }

        StringBuilder joined = new();
        bool isSecret = false;
        foreach (object piece in pieces)
        {
            if (piece is RuntimeExpression expression)
            {
                FlowValue value = expression.Evaluate(scope, answer);
                isSecret |= value.IsSecret;
                joined.Append(value.ToText());
            }
            else
            {
                joined.Append((string)piece);
            }
        }

        FlowValue result = new(JsonValues.Text(joined.ToString()), isSecret);
        if (isSecret)
        {
            scope.NoteSecret(result);
        }

        return result;
    }

    /// <summary>A text that is an expression, or one with expressions in braces.</summary>
    private static ImmutableArray<object> Pieces(string text, Action<string, string> wrong)
    {
        // Text that merely begins with a dollar, such as `$5`, is a text.
        if (text.Length > 1 && text[0] == '$' && char.IsAsciiLetter(text[1]))
        {
            if (RuntimeExpression.TryParse(text, out string? whyNot) is { } whole)
            {
                return [whole];
            }

            wrong(text, whyNot!);
            return [text];
        }

        ImmutableArray<object>.Builder pieces = ImmutableArray.CreateBuilder<object>();
        int at = 0;
        for (int open = text.IndexOf("{$", StringComparison.Ordinal); open >= 0; open = text.IndexOf("{$", at, StringComparison.Ordinal))
        {
            int close = text.IndexOf('}', open);
            if (close < 0)
            {
                break;
            }

            string inner = text[(open + 1)..close];
            if (RuntimeExpression.TryParse(inner, out string? whyNot) is { } expression)
            {
                pieces.Add(text[at..open]);
                pieces.Add(expression);
            }
            else
            {
                wrong(inner, whyNot!);
                pieces.Add(text[at..(close + 1)]);
            }

            at = close + 1;
        }

        pieces.Add(text[at..]);
        return pieces.ToImmutable();
    }

    private static string FlowText(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
