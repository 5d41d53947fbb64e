using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;
using Seatrial.Project.JsonPath;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Expectations;

/// <summary>Evaluates expectations. Pure: the same answer gives the same result.</summary>
public static class Matching
{
    /// <summary>Reads what a subject looks at from an answer.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="whyMissing">Why there is nothing, when there is nothing.</param>
    /// <returns>The value; for a path that can select several nodes, the list of those it selected.</returns>
    public static FlowValue Read(Subject subject, StepAnswer answer, out string? whyMissing)
    {
        if (subject.Path is null)
        {
            FlowValue value = answer.Subject(subject.Text);
            whyMissing = value.Exists ? null : $"the answer has no {subject.Text}";
            return value;
        }

        JsonElement document = answer.Document(out whyMissing);
        if (document.ValueKind == JsonValueKind.Undefined)
        {
            whyMissing ??= "the answer is not JSON";
            return default;
        }

        IReadOnlyList<JsonElement> nodes = subject.Path.Select(document);
        if (!subject.Path.IsSingular)
        {
            whyMissing = null;
            return new(JsonValues.Write(writer =>
            {
                writer.WriteStartArray();
                foreach (JsonElement node in nodes)
                {
                    node.WriteTo(writer);
                }

                writer.WriteEndArray();
            }));
        }

        whyMissing = nodes.Count == 0 ? $"the answer has nothing at {subject.Text}" : null;
        return nodes.Count == 0 ? default : new(nodes[0]);
    }

    /// <summary>Evaluates an expectation on what was read.</summary>
    /// <param name="expectation">The expectation.</param>
    /// <param name="actual">What was read.</param>
    /// <param name="whyMissing">Why there is nothing, when there is nothing.</param>
    /// <param name="scope">The names in reach of the operands.</param>
    /// <exception cref="FlowExpressionException">An operand could not be evaluated.</exception>
    public static MatchResult Evaluate(ExpectationPlan expectation, FlowValue actual, string? whyMissing, IFlowScope scope)
    {
        string expected = MatcherText.Describe(expectation.Matcher, scope);
        string shown = actual.Exists ? MatcherText.Show(actual) : "nothing";
        string? problem = Problem(expectation.Matcher, expectation.Subject, actual, whyMissing, scope);
        return new(problem is null, expected, shown, problem);
    }

    private static string? Problem(MatcherPlan matcher, Subject subject, FlowValue actual, string? whyMissing, IFlowScope scope) =>
        matcher.Clauses.Select(clause => Problem(clause, subject, actual, whyMissing, scope)).FirstOrDefault(p => p is not null);

    /// <summary>Why a clause does not hold; null when it does.</summary>
    private static string? Problem(MatchClause clause, Subject subject, FlowValue actual, string? whyMissing, IFlowScope scope)
    {
        FlowValue operand = clause.Operand?.Evaluate(scope) ?? default;
        if (clause.Operator == MatchOperator.Exists)
        {
            bool isWanted = operand.Json.ValueKind == JsonValueKind.True;
            return actual.Exists == isWanted ? null : isWanted ? whyMissing ?? "there is nothing" : $"it is there: {MatcherText.Show(actual)}";
        }

        if (!actual.Exists)
        {
            return whyMissing ?? "there is nothing";
        }

        return clause.Operator switch
        {
            MatchOperator.Equals => IsEqual(subject, actual, operand) ? null : Differences.Of(operand, actual),
            MatchOperator.Not => Problem(clause.Nested!, subject, actual, whyMissing, scope) is null ? $"it is {MatcherText.Describe(clause.Nested!, scope)}" : null,
            MatchOperator.In => operand.Json.ValueKind == JsonValueKind.Array && operand.Json.EnumerateArray().Any(o => IsEqual(subject, actual, new(o)))
                ? null
                : $"{MatcherText.Show(actual)} is not one of them",
            MatchOperator.Below or MatchOperator.AtMost or MatchOperator.Above or MatchOperator.AtLeast => Order(clause.Operator, actual, operand),
            MatchOperator.CloseTo => Close(actual, operand, clause.Tolerance?.Evaluate(scope) ?? default),
            MatchOperator.Count => Count(actual) is { } count
                ? Problem(clause.Nested!, subject, new(JsonValues.Number((decimal)count)), null, scope) is null ? null : string.Create(CultureInfo.InvariantCulture, $"there are {count}")
                : $"{MatcherText.Show(actual)} has nothing to count",
            MatchOperator.Each => Each(clause.Nested!, subject, actual, scope),
            MatchOperator.Any => Any(clause.Nested!, subject, actual, scope),
            MatchOperator.Type => IsOfType(actual.Json, operand.ToText()) ? null : $"it is {TypeOf(actual.Json)}",
            MatchOperator.Empty => IsEmpty(actual, operand),
            _ => TextProblem(clause, actual, operand),
        };
    }

    private static bool IsEqual(Subject subject, FlowValue actual, FlowValue operand)
    {
        if (subject.IsText)
        {
            return string.Equals(actual.ToText(), operand.ToText(), StringComparison.Ordinal);
        }

        if (subject.Text == "duration" && Milliseconds(operand) is { } wanted && Milliseconds(actual) is { } took)
        {
            return wanted == took;
        }

        return JsonEquality.AreEqual(actual.Json, operand.Json);
    }

    private static string? Order(MatchOperator matchOperator, FlowValue actual, FlowValue operand)
    {
        int order;
        if (actual.Json.ValueKind == JsonValueKind.Number && operand.Json.ValueKind == JsonValueKind.Number)
        {
            order = JsonEquality.CompareNumbers(actual.Json, operand.Json);
        }
        else if (Milliseconds(actual) is { } left && Milliseconds(operand) is { } right)
        {
            order = left.CompareTo(right);
        }
        else
        {
            return $"{MatcherText.Show(actual)} and {MatcherText.Show(operand)} cannot be compared";
        }

        bool holds = matchOperator switch
        {
            MatchOperator.Below => order < 0,
            MatchOperator.AtMost => order <= 0,
            MatchOperator.Above => order > 0,
            _ => order >= 0,
        };
        return holds ? null : $"it is {MatcherText.Show(actual)}";
    }

    /// <summary>A number as milliseconds, or a text such as <c>400ms</c>.</summary>
    private static double? Milliseconds(FlowValue value) => value.Json.ValueKind switch
    {
        JsonValueKind.Number => value.Json.GetDouble(),
        JsonValueKind.String when Durations.TryParse(value.Json.GetString()!, out TimeSpan duration) => duration.TotalMilliseconds,
        _ => null,
    };

    private static string? Close(FlowValue actual, FlowValue operand, FlowValue tolerance)
    {
        if (actual.Json.ValueKind != JsonValueKind.Number || operand.Json.ValueKind != JsonValueKind.Number)
        {
            return $"{MatcherText.Show(actual)} and {MatcherText.Show(operand)} cannot be compared as numbers";
        }

        decimal allowed = tolerance.Json.ValueKind == JsonValueKind.Number ? tolerance.Json.GetDecimal() : 0;
        decimal difference = Math.Abs(actual.Json.GetDecimal() - operand.Json.GetDecimal());
        return difference <= allowed ? null : string.Create(CultureInfo.InvariantCulture, $"it is {MatcherText.Show(actual)}, off by {difference}");
    }

    private static string? TextProblem(MatchClause clause, FlowValue actual, FlowValue operand)
    {
        if (clause.Operator == MatchOperator.Contains && actual.Json.ValueKind != JsonValueKind.String)
        {
            return Containment.Holds(actual.Json, operand.Json) ? null : $"{MatcherText.Show(actual)} does not hold it";
        }

        if (actual.Json.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
        {
            return $"{MatcherText.Show(actual)} is not a text";
        }

        string text = actual.ToText();
        string wanted = operand.ToText();
        bool holds = clause.Operator switch
        {
            MatchOperator.Contains => text.Contains(wanted, StringComparison.Ordinal),
            MatchOperator.StartsWith => text.StartsWith(wanted, StringComparison.Ordinal),
            MatchOperator.EndsWith => text.EndsWith(wanted, StringComparison.Ordinal),
            _ => IsMatch(clause, text, wanted),
        };
        return holds ? null : $"it is {MatcherText.Show(actual)}";
    }

    private static bool IsMatch(MatchClause clause, string text, string pattern)
    {
        try
        {
            return (clause.Pattern ?? new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))).IsMatch(text);
        }
        catch (ArgumentException exception)
        {
            throw new FlowExpressionException(clause.Span, $"`{pattern}` is not a regular expression: {exception.Message}");
        }
        catch (RegexMatchTimeoutException)
        {
            throw new FlowExpressionException(clause.Span, $"`{pattern}` took longer than a second on this text; make it simpler");
        }
    }

    private static int? Count(FlowValue value) => value.Json.ValueKind switch
    {
        JsonValueKind.Array => value.Json.GetArrayLength(),
        JsonValueKind.Object => value.Json.GetPropertyCount(),
        JsonValueKind.String => value.Json.GetString()!.EnumerateRunes().Count(),
        _ => null,
    };

    private static string? Each(MatcherPlan nested, Subject subject, FlowValue actual, IFlowScope scope)
    {
        if (actual.Json.ValueKind != JsonValueKind.Array)
        {
            return $"{MatcherText.Show(actual)} is not a list";
        }

        int index = 0;
        foreach (JsonElement item in actual.Json.EnumerateArray())
        {
            if (Problem(nested, subject, new(item, actual.IsSecret), null, scope) is { } problem)
            {
                return string.Create(CultureInfo.InvariantCulture, $"[{index}]: {problem}");
            }

            index++;
        }

        return index == 0 ? "the list is empty, so nothing was checked" : null;
    }

    private static string? Any(MatcherPlan nested, Subject subject, FlowValue actual, IFlowScope scope)
    {
        if (actual.Json.ValueKind != JsonValueKind.Array)
        {
            return $"{MatcherText.Show(actual)} is not a list";
        }

        return actual.Json.EnumerateArray().Any(item => Problem(nested, subject, new(item, actual.IsSecret), null, scope) is null)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"none of {actual.Json.GetArrayLength()} elements is");
    }

    private static string? IsEmpty(FlowValue actual, FlowValue operand)
    {
        bool isWanted = operand.Json.ValueKind == JsonValueKind.True;
        return Count(actual) is not { } count ? $"{MatcherText.Show(actual)} is neither empty nor not"
            : (count == 0) == isWanted ? null
            : $"it is {(isWanted ? MatcherText.Show(actual) : "empty")}";
    }

    private static bool IsOfType(JsonElement value, string type) =>
        type == TypeOf(value) || (type == "number" && value.ValueKind == JsonValueKind.Number);

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number when value.TryGetDecimal(out decimal number) && number == decimal.Truncate(number) => "integer",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "array",
        _ => "object",
    };
}
