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
    public FlowValue Evaluate(Expression expression)
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
        bool isSecret = of.IsSecret || key.IsSecret;
        switch (of.Json.ValueKind, key.Json.ValueKind)
        {
            case (JsonValueKind.Object, JsonValueKind.String) when of.Json.TryGetProperty(key.Json.GetString()!, out JsonElement member):
                return new(member, isSecret);
            case (JsonValueKind.Array, JsonValueKind.Number) when key.Json.TryGetInt32(out int index):
                int length = of.Json.GetArrayLength();
                int at = index < 0 ? index + length : index;
                if (at >= 0 && at < length)
                {
                    return new(of.Json[at], isSecret);
                }

                throw new FlowExpressionException(span, $"the list has {length} elements and no element {index}");
            default:
                throw new FlowExpressionException(span, $"{Functions.Describe(of)} has no `{key}`");
        }
    }

    private FlowValue Unary(Expression.Unary unary)
    {
        FlowValue value = Evaluate(unary.Operand);
        return unary.Operator == '!'
            ? new(JsonValues.Boolean(!IsTrue(value)), value.IsSecret)
            : Guard(() => new FlowValue(JsonValues.Number(-Functions.Exact(value)), value.IsSecret));
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
                FlowValue? present = Present(binary.Left);
                return present ?? Evaluate(binary.Right);
        }

        FlowValue left = Evaluate(binary.Left);
        FlowValue right = Evaluate(binary.Right);
        return Guard(() => new FlowValue(Compute(binary.Operator, left, right), left.IsSecret || right.IsSecret));
    }

    /// <summary>The value, unless it is missing or null: <c>??</c> is how a flow says that it may be.</summary>
    private FlowValue? Present(Expression expression)
    {
        try
        {
            FlowValue value = Evaluate(expression);
            return value.Json.ValueKind == JsonValueKind.Null ? null : value;
        }
        catch (FlowExpressionException)
        {
            return null;
        }
    }

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
        "+" => JsonValues.Number(Functions.Exact(left) + Functions.Exact(right)),
        "-" => JsonValues.Number(Functions.Exact(left) - Functions.Exact(right)),
        "*" => JsonValues.Number(Functions.Exact(left) * Functions.Exact(right)),
        "/" => JsonValues.Number(Functions.Exact(left) / Functions.Exact(right)),
        "%" => JsonValues.Number(Functions.Exact(left) % Functions.Exact(right)),
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
        return Guard(() => new FlowValue(Functions.Call(call.Function, given, scope), given.Any(g => g.IsSecret)));
    }

    private FlowValue Guard(Func<FlowValue> compute)
    {
        try
        {
            return compute();
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or DivideByZeroException or ArgumentException or JsonException)
        {
            throw new FlowExpressionException(span, exception is DivideByZeroException ? "division by zero" : exception.Message);
        }
    }

    private bool IsTrue(FlowValue value) => value.Json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw new FlowExpressionException(span, $"a condition must be true or false, and this is {Functions.Describe(value)}"),
    };
}
