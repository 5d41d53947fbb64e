using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.Expressions;

/// <summary>Evaluates expressions. Whatever a secret had a part in is a secret.</summary>
/// <param name="scope">The names in reach.</param>
/// <param name="span">Where the expression stands.</param>
internal sealed class ExpressionEvaluator(IFlowScope scope, SourceSpan span)
{
    /// <summary>The value of a whole expression.</summary>
    /// <exception cref="FlowExpressionException">A name has no value, or the types do not fit.</exception>
    public FlowValue Run(Expression expression) => Noted(Guard(() => Evaluate(expression)));

    /// <summary>The text of a value within a text.</summary>
    public string Text(FlowValue value)
    {
        string text = string.Empty;
        Guard(() =>
        {
            text = value.ToText();
            return value;
        });
        return text;
    }

    private FlowValue Evaluate(Expression expression)
    {
        switch (expression)
        {
            case Expression.Literal literal:
                return new(literal.Value);
            case Expression.Name name:
                return scope.TryGet(name.Text, out FlowValue value) && value.Exists
                    ? value
                    : throw new FlowExpressionException(span, $"`{name.Text}` has no value here", name.Text);
            case Expression.Member member:
                return Member(Evaluate(member.Of), Evaluate(member.Key));
            case Expression.Unary unary:
                return Unary(unary);
            case Expression.Binary binary:
                return Binary(binary);
            case Expression.Choice choice:
                FlowValue condition = Evaluate(choice.Condition);
                FlowValue chosen = Evaluate(IsTrue(condition) ? choice.Then : choice.Else);
                return chosen with { IsSecret = chosen.IsSecret || condition.IsSecret };
            case Expression.Call call:
                return Call(call);
            default:
                throw new FlowExpressionException(span, "this expression is not known");
        }
    }

    private FlowValue Member(FlowValue of, FlowValue key)
    {
        if (TryMember(of, key, out JsonElement found))
        {
            return new(found, of.IsSecret || key.IsSecret);
        }

        throw new FlowExpressionException(
            span,
            of.Json.ValueKind == JsonValueKind.Array && key.Json.ValueKind == JsonValueKind.Number
                ? $"the list has {of.Json.GetArrayLength()} elements and no element {key}"
                : $"{Functions.Describe(of)} has no `{key}`");
    }

    private static bool TryMember(FlowValue of, FlowValue key, out JsonElement found)
    {
        found = default;
        switch (of.Json.ValueKind, key.Json.ValueKind)
        {
            case (JsonValueKind.Object, JsonValueKind.String):
                return of.Json.TryGetProperty(key.Json.GetString()!, out found);
            case (JsonValueKind.Array, JsonValueKind.Number) when key.Json.TryGetInt32(out int index):
                int length = of.Json.GetArrayLength();
                int at = index < 0 ? index + length : index;
                if (at < 0 || at >= length)
                {
                    return false;
                }

                found = of.Json[at];
                return true;
            default:
                return false;
        }
    }

    private FlowValue Unary(Expression.Unary unary)
    {
        FlowValue value = Evaluate(unary.Operand);
        return unary.Operator == '!'
            ? new(JsonValues.Boolean(!IsTrue(value)), value.IsSecret)
            : Guard(() => new FlowValue(Numbers.Negate(value), value.IsSecret));
    }

    private FlowValue Binary(Expression.Binary binary)
    {
        switch (binary.Operator)
        {
            case "&&" or "||":
                FlowValue first = Evaluate(binary.Left);
                if (IsTrue(first) == (binary.Operator == "||"))
                {
                    return first;
                }

                FlowValue second = Evaluate(binary.Right);
                return new(JsonValues.Boolean(IsTrue(second)), first.IsSecret || second.IsSecret);
            case "??":
                FlowValue present = Present(binary.Left);
                if (!IsNothing(present))
                {
                    return present;
                }

                FlowValue instead = Evaluate(binary.Right);
                return instead with { IsSecret = instead.IsSecret || present.IsSecret };
        }

        FlowValue left = Evaluate(binary.Left);
        FlowValue right = Evaluate(binary.Right);
        return Guard(() => new FlowValue(Compute(binary.Operator, left, right), left.IsSecret || right.IsSecret), binary);
    }

    /// <summary>The value; nothing where a name, a member or an element is missing: <c>??</c> is how a flow says that it may be.</summary>
    /// <remarks>What does not fit for another reason stays an error.</remarks>
    private FlowValue Present(Expression expression)
    {
        switch (expression)
        {
            case Expression.Name name:
                return scope.TryGet(name.Text, out FlowValue value) ? value : default;
            case Expression.Member member:
                FlowValue of = Present(member.Of);
                if (IsNothing(of))
                {
                    return of;
                }

                FlowValue key = Evaluate(member.Key);
                return TryMember(of, key, out JsonElement found)
                    ? new(found, of.IsSecret || key.IsSecret)
                    : new(default, of.IsSecret || key.IsSecret);
            case Expression.Binary { Operator: "??" } choice:
                return Either(choice);
            default:
                return Evaluate(expression);
        }
    }

    private FlowValue Either(Expression.Binary choice)
    {
        FlowValue present = Present(choice.Left);
        if (!IsNothing(present))
        {
            return present;
        }

        FlowValue instead = Present(choice.Right);
        return instead with { IsSecret = instead.IsSecret || present.IsSecret };
    }

    private static bool IsNothing(FlowValue value) => value.Json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    private static JsonElement Compute(string operation, FlowValue left, FlowValue right) => operation switch
    {
        "==" => JsonValues.Boolean(JsonEquality.AreEqual(left.Json, right.Json)),
        "!=" => JsonValues.Boolean(!JsonEquality.AreEqual(left.Json, right.Json)),
        "<" => JsonValues.Boolean(Order(left, right) < 0),
        "<=" => JsonValues.Boolean(Order(left, right) <= 0),
        ">" => JsonValues.Boolean(Order(left, right) > 0),
        ">=" => JsonValues.Boolean(Order(left, right) >= 0),
        "+" when left.Json.ValueKind == JsonValueKind.String || right.Json.ValueKind == JsonValueKind.String =>
            JsonValues.Text(left.ToText() + right.ToText()),
        "+" or "-" or "*" or "/" or "%" => Numbers.Compute(operation[0], left, right),
        _ => throw new FormatException($"there is no operator `{operation}`"),
    };

    private static int Order(FlowValue left, FlowValue right) => (left.Json.ValueKind, right.Json.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => JsonEquality.CompareNumbers(left.Json, right.Json),
        (JsonValueKind.String, JsonValueKind.String) => string.CompareOrdinal(left.Json.GetString(), right.Json.GetString()),
        _ => throw new FormatException($"{Functions.Describe(left)} and {Functions.Describe(right)} have no order"),
    };

    private FlowValue Call(Expression.Call call)
    {
        FlowValue[] given = [.. call.Arguments.Select(Evaluate)];
        return Noted(Guard(() => new FlowValue(Functions.Call(call.Function, given, scope), given.Any(g => g.IsSecret))));
    }

    private FlowValue Noted(FlowValue value)
    {
        if (value.IsSecret)
        {
            scope.NoteSecret(value);
        }

        return value;
    }

    private FlowValue Guard(Func<FlowValue> compute, Expression.Binary? arithmetic = null)
    {
        try
        {
            return compute();
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or OverflowException or DivideByZeroException or ArgumentException or JsonException)
        {
            throw new FlowExpressionException(span, exception is DivideByZeroException ? "division by zero" : exception.Message)
            {
                IsOfAnswer = exception switch
                {
                    DivideByZeroException => ReadsGiven(arithmetic?.Right),
                    OverflowException => ReadsGiven(arithmetic),
                    _ => false,
                },
            };
        }
    }

    private bool ReadsGiven(Expression? expression) => expression?.NamesUsed().Any(name => scope.IsGiven(name.Text)) ?? false;

    private bool IsTrue(FlowValue value) => value.Json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw new FlowExpressionException(span, $"a condition must be true or false, and this is {Functions.Describe(value)}"),
    };
}
