using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;

namespace Seatrial.Project.Arazzo;

/// <summary>A simple condition, such as <c>$statusCode == 200 &amp;&amp; $response.body#/state == 'paid'</c>.</summary>
/// <remarks>As Arazzo has it, texts are compared without regard to case, and a number with a text that is one.</remarks>
internal sealed class SimpleCondition
{
    private const int Deepest = 64;
    private readonly string _text;
    private readonly List<RuntimeExpression> _expressions = [];
    private int _at;
    private int _depth;
    private Func<Func<RuntimeExpression, FlowValue>, FlowValue> _root = static _ => default;

    private SimpleCondition(string text) => _text = text;

    /// <summary>What it reads.</summary>
    public IReadOnlyList<RuntimeExpression> Expressions => _expressions;

    /// <summary>Whether it compares with a text, where upper and lower case make no difference.</summary>
    public bool ComparesText { get; private set; }

    /// <summary>Parses a condition; null, with the reason, when it is none.</summary>
    public static SimpleCondition? TryParse(string text, out string? whyNot)
    {
        SimpleCondition condition = new(text);
        try
        {
            condition._root = condition.Or();
            condition.Skip();
            whyNot = condition._at < text.Length ? $"nothing is expected at `{text[condition._at..]}`" : null;
        }
        catch (FormatException exception)
        {
            whyNot = exception.Message;
        }

        return whyNot is null ? condition : null;
    }

    /// <summary>Whether it holds.</summary>
    /// <param name="read">The value of an expression.</param>
    public bool Holds(Func<RuntimeExpression, FlowValue> read) => IsTrue(_root(read));

    private static bool IsTrue(FlowValue value) => value.Json.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False);

    private static FlowValue Of(bool value) => new(JsonValues.Boolean(value));

    private Func<Func<RuntimeExpression, FlowValue>, FlowValue> Or()
    {
        var left = And();
        while (Take("||"))
        {
            (var before, var right) = (left, And());
            left = read => Of(IsTrue(before(read)) || IsTrue(right(read)));
        }

        return left;
    }

    private Func<Func<RuntimeExpression, FlowValue>, FlowValue> And()
    {
        var left = Comparison();
        while (Take("&&"))
        {
            (var before, var right) = (left, Comparison());
            left = read => Of(IsTrue(before(read)) && IsTrue(right(read)));
        }

        return left;
    }

    private Func<Func<RuntimeExpression, FlowValue>, FlowValue> Comparison()
    {
        var left = Operand();
        foreach (string op in (string[])["==", "!=", "<=", ">=", "<", ">"])
        {
            if (Take(op))
            {
                var right = Operand();
                return read => Of(Compare(left(read).Json, right(read).Json, op));
            }
        }

        return left;
    }

    private Func<Func<RuntimeExpression, FlowValue>, FlowValue> Operand()
    {
        if (++_depth > Deepest)
        {
            throw new FormatException("it is nested too deeply");
        }

        try
        {
            Skip();
            if (_at >= _text.Length)
            {
                throw new FormatException("it ends where a value is expected");
            }

            if (Take("("))
            {
                var inner = Or();
                return Take(")") ? inner : throw new FormatException("a `)` is missing");
            }

            if (_text[_at] == '!' && !(_at + 1 < _text.Length && _text[_at + 1] == '='))
            {
                _at++;
                var negated = Operand();
                return read => Of(!IsTrue(negated(read)));
            }

            return _text[_at] is '\'' or '"' ? Quoted(_text[_at]) : Word();
        }
        finally
        {
            _depth--;
        }
    }

    private Func<Func<RuntimeExpression, FlowValue>, FlowValue> Quoted(char quote)
    {
        System.Text.StringBuilder text = new();
        for (_at++; ; _at++)
        {
            if (_at >= _text.Length)
            {
                throw new FormatException("a quote is not closed");
            }

            if (_text[_at] != quote)
            {
                text.Append(_text[_at]);
            }
            else if (_at + 1 < _text.Length && _text[_at + 1] == quote)
            {
                text.Append(quote);
                _at++;
            }
            else
            {
                break;
            }
        }

        _at++;
        ComparesText = true;
        FlowValue value = new(JsonValues.Text(text.ToString()));
        return _ => value;
    }

    private Func<Func<RuntimeExpression, FlowValue>, FlowValue> Word()
    {
        int from = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && !"()!=<>&|'\"".Contains(_text[_at], StringComparison.Ordinal))
        {
            _at++;
        }

        string word = _text[from.._at];
        if (word.StartsWith('$'))
        {
            RuntimeExpression expression = RuntimeExpression.TryParse(word, out string? whyNot) ?? throw new FormatException($"`{word}`: {whyNot}");
            _expressions.Add(expression);
            return read => read(expression);
        }

        FlowValue value = word switch
        {
            "true" => Of(true),
            "false" => Of(false),
            "null" => new(JsonValues.Null),
            _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) => new(JsonValues.Number(number)),
            _ => throw new FormatException(word.Length == 0 ? $"a value is expected at `{_text[from..]}`" : $"`{word}` is no value; texts stand in single quotes"),
        };
        return _ => value;
    }

    private static bool Compare(JsonElement left, JsonElement right, string op)
    {
        bool isNothing = left.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || right.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
        if (isNothing)
        {
            bool areBoth = left.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null && right.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
            return op switch { "==" => areBoth, "!=" => !areBoth, _ => false };
        }

        int? order = Number(left) is { } one && Number(right) is { } other && (left.ValueKind == JsonValueKind.Number || right.ValueKind == JsonValueKind.Number)
            ? one.CompareTo(other)
            : left.ValueKind == JsonValueKind.String && right.ValueKind == JsonValueKind.String
                ? string.Compare(left.GetString(), right.GetString(), StringComparison.OrdinalIgnoreCase)
                : string.Equals(new FlowValue(left).ToText(), new FlowValue(right).ToText(), StringComparison.OrdinalIgnoreCase) ? 0 : null;
        return op switch
        {
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    private static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => null,
    };

    private bool Take(string token)
    {
        Skip();
        if (!_text.AsSpan(_at).StartsWith(token, StringComparison.Ordinal))
        {
            return false;
        }

        _at += token.Length;
        return true;
    }

    private void Skip()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }
}
