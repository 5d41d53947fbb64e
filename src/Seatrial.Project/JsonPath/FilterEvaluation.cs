using System.Text.Json;

namespace Seatrial.Project.JsonPath;

/// <summary>Evaluates filters.</summary>
internal static class FilterEvaluation
{
    public static bool IsTrue(FilterExpression expression, JsonElement current, JsonElement root) => expression switch
    {
        FilterExpression.Or or => or.Parts.Any(p => IsTrue(p, current, root)),
        FilterExpression.And and => and.Parts.All(p => IsTrue(p, current, root)),
        FilterExpression.Not not => !IsTrue(not.Part, current, root),
        FilterExpression.Query query => Nodes(query, current, root).Count > 0,
        FilterExpression.Comparison comparison => Compare(Value(comparison.Left, current, root), comparison.Operator, Value(comparison.Right, current, root)),
        FilterExpression.Call { Function: "match" } call => Matches(call, current, root, isWhole: true),
        FilterExpression.Call { Function: "search" } call => Matches(call, current, root, isWhole: false),
        _ => false,
    };

    private static List<PathNode> Nodes(FilterExpression.Query query, JsonElement current, JsonElement root) =>
        PathEvaluation.Select(query.Segments, query.IsRelative ? current : root, root);

    /// <summary>The value of a comparable; null stands for Nothing.</summary>
    private static JsonElement? Value(FilterExpression expression, JsonElement current, JsonElement root)
    {
        switch (expression)
        {
            case FilterExpression.Literal literal:
                return literal.Value;
            case FilterExpression.Query query:
                return Nodes(query, current, root) is [var only] ? only.Value : null;
            case FilterExpression.Call { Function: "length" } call:
                return Value(call.Arguments[0], current, root) is { } measured ? LengthOf(measured) : null;
            case FilterExpression.Call { Function: "count" } call:
                return Number(Nodes((FilterExpression.Query)call.Arguments[0], current, root).Count);
            case FilterExpression.Call { Function: "value" } call:
                return Nodes((FilterExpression.Query)call.Arguments[0], current, root) is [var single] ? single.Value : null;
            default:
                return null;
        }
    }

    private static JsonElement? LengthOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Number(value.GetString()!.EnumerateRunes().Count()),
        JsonValueKind.Array => Number(value.GetArrayLength()),
        JsonValueKind.Object => Number(value.GetPropertyCount()),
        _ => null,
    };

    private static bool Matches(FilterExpression.Call call, JsonElement current, JsonElement root, bool isWhole) =>
        Value(call.Arguments[0], current, root) is { ValueKind: JsonValueKind.String } text
        && Value(call.Arguments[1], current, root) is { ValueKind: JsonValueKind.String } pattern
        && RegularExpressions.IsMatch(text.GetString()!, pattern.GetString()!, isWhole);

    private static bool Compare(JsonElement? left, string comparison, JsonElement? right) => comparison switch
    {
        "==" => AreEqual(left, right),
        "!=" => !AreEqual(left, right),
        "<" => IsLess(left, right),
        ">" => IsLess(right, left),
        "<=" => IsLess(left, right) || AreEqual(left, right),
        _ => IsLess(right, left) || AreEqual(left, right),
    };

    private static bool AreEqual(JsonElement? left, JsonElement? right)
    {
        if (left is not { } l || right is not { } r)
        {
            return left is null && right is null;
        }

        return JsonEquality.AreEqual(l, r);
    }

    private static bool IsLess(JsonElement? left, JsonElement? right) => (left, right) switch
    {
        ({ ValueKind: JsonValueKind.Number } l, { ValueKind: JsonValueKind.Number } r) => JsonEquality.CompareNumbers(l, r) < 0,
        ({ ValueKind: JsonValueKind.String } l, { ValueKind: JsonValueKind.String } r) => CompareByScalar(l.GetString()!, r.GetString()!) < 0,
        _ => false,
    };

    /// <summary>By Unicode scalar values: UTF-16 order differs beyond the basic plane.</summary>
    private static int CompareByScalar(string left, string right)
    {
        System.Text.StringRuneEnumerator l = left.EnumerateRunes();
        System.Text.StringRuneEnumerator r = right.EnumerateRunes();
        while (true)
        {
            bool hasLeft = l.MoveNext();
            bool hasRight = r.MoveNext();
            if (!hasLeft || !hasRight)
            {
                return hasLeft.CompareTo(hasRight);
            }

            int order = l.Current.CompareTo(r.Current);
            if (order != 0)
            {
                return order;
            }
        }
    }

    private static JsonElement Number(int number) => JsonSerializer.SerializeToElement(number, JsonPathJson.Default.Int32);
}
