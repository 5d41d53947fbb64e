using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;
using Seatrial.Project.JsonPath;
using Seatrial.Project.JsonSchema;

namespace Seatrial.Project.Expectations;

/// <summary>Says why a value does not match; silence means it does.</summary>
/// <param name="subject">What is looked at.</param>
/// <param name="display">Shows values.</param>
/// <param name="whyMissing">Why there is nothing, when there is nothing.</param>
internal sealed class ClauseEvaluation(Subject subject, MatchDisplay display, string? whyMissing)
{
    private readonly MatcherText _words = new(subject, display);
    private readonly Quantity _quantity = new(subject);

    /// <summary>Why the clauses do not all hold; null when they do.</summary>
    /// <param name="clauses">The clauses.</param>
    /// <param name="actual">The value.</param>
    /// <param name="path">Where the value stands.</param>
    public string? Problem(ImmutableArray<BoundClause> clauses, FlowValue actual, string path)
    {
        if (!actual.Exists && !clauses.All(c => c.AsksForExistence))
        {
            return whyMissing is null ? $"{path} is missing" : $"{path} is missing: {whyMissing}";
        }

        if (clauses.Length == 1)
        {
            return Problem(clauses[0], actual, path);
        }

        string[] problems = [.. clauses.Select(c => Problem(c, actual, path)).OfType<string>().Distinct(StringComparer.Ordinal)];
        return problems.Length == 0 ? null : string.Join("; ", problems);
    }

    private string? Problem(BoundClause clause, FlowValue actual, string path) => clause.Operator switch
    {
        MatchOperator.Equals => IsEqual(actual, clause.Operand) ? null : Difference(clause, actual, path),
        MatchOperator.Not => Problem(clause.Nested, actual, path) is null ? $"expected not {_words.Describe(clause.Nested)}, was {display.Show(actual)}" : null,
        MatchOperator.In => In(clause, actual),
        MatchOperator.Below or MatchOperator.AtMost or MatchOperator.Above or MatchOperator.AtLeast => Order(clause, actual),
        MatchOperator.CloseTo => Close(clause, actual),
        MatchOperator.Contains => Contains(clause, actual, path),
        MatchOperator.StartsWith or MatchOperator.EndsWith or MatchOperator.Matches => Text(clause, actual),
        MatchOperator.Count => Count(clause, actual, path),
        MatchOperator.Each => Each(clause, actual, path),
        MatchOperator.Any => Any(clause, actual, path),
        MatchOperator.Type => OfType(clause, actual),
        MatchOperator.Schema => OfSchema(clause, actual, path),
        MatchOperator.Exists => Exists(clause, actual, path),
        _ => Empty(clause, actual),
    };

    private bool IsEqual(FlowValue actual, FlowValue operand)
    {
        if (subject.IsText && actual.Json.ValueKind == JsonValueKind.String && operand.Json.ValueKind != JsonValueKind.Null)
        {
            return string.Equals(actual.ToText(), operand.ToText(), StringComparison.Ordinal);
        }

        return JsonEquality.AreEqual(actual.Json, operand.Json)
            || (subject.IsDuration && _quantity.Compare(actual, operand) == 0);
    }

    private string Difference(BoundClause clause, FlowValue actual, string path)
    {
        if (clause.HasSecret || actual.IsSecret)
        {
            return $"expected {display.Show(clause.Operand)}, was {(actual.IsSecret ? MatchDisplay.Hidden : "another value")}";
        }

        if (subject.IsDuration)
        {
            return $"expected {_words.Operand(clause.Operand)}, was {Took(actual)}";
        }

        // A header's number is text: shown as such, the difference is one of values, not of types.
        JsonElement operand = subject.IsText && clause.Operand.Json.ValueKind is not (JsonValueKind.Null or JsonValueKind.Array or JsonValueKind.Object)
            ? JsonValues.Text(clause.Operand.ToText())
            : clause.Operand.Json;
        string difference = new JsonDifference(display).Describe(operand, actual.Json, path);
        return IsSelection(actual) && operand.ValueKind != JsonValueKind.Array
            ? $"{difference} ({subject.Text} selects a list: use `each`, `any` or `contains`)"
            : difference;
    }

    private string? In(BoundClause clause, FlowValue actual)
    {
        if (clause.Operand.Json.ValueKind != JsonValueKind.Array)
        {
            return $"`in` needs a list, and has {_words.Operand(clause.Operand)}";
        }

        return clause.Operand.Json.EnumerateArray().Any(o => IsEqual(actual, new(o))) ? null : $"{Was(clause, actual)}, which is not one of them";
    }

    private string? Order(BoundClause clause, FlowValue actual)
    {
        if (_quantity.Compare(actual, clause.Operand) is not { } order)
        {
            return CannotCompare(clause, actual);
        }

        bool holds = clause.Operator switch
        {
            MatchOperator.Below => order < 0,
            MatchOperator.AtMost => order <= 0,
            MatchOperator.Above => order > 0,
            _ => order >= 0,
        };
        return holds ? null : $"expected {_words.Describe([clause])}, {Was(clause, actual)}";
    }

    private string? Close(BoundClause clause, FlowValue actual)
    {
        if (_quantity.Distance(actual, clause.Operand, clause.Tolerance) is not { } distance)
        {
            return CannotCompare(clause, actual);
        }

        string off = clause.HasSecret || actual.IsSecret ? string.Empty : $", off by {distance.Distance}";
        return distance.IsWithin ? null : $"expected {_words.Describe([clause])}, {Was(clause, actual)}{off}";
    }

    private string CannotCompare(BoundClause clause, FlowValue actual) =>
        $"{Shown(clause, actual)}, {JsonDifference.Article(actual.Json)}, cannot be compared with {_words.Operand(clause.Operand)}, {JsonDifference.Article(clause.Operand.Json)}";

    private string? Contains(BoundClause clause, FlowValue actual, string path)
    {
        switch (actual.Json.ValueKind)
        {
            case JsonValueKind.String:
                return Text(clause, actual);
            case JsonValueKind.Array:
                return Containment.Holds(actual.Json, clause.Operand.Json) ? null
                    : $"no element of {display.Show(actual)} is {_words.Operand(clause.Operand)}";
            case JsonValueKind.Object when clause.Operand.Json.ValueKind == JsonValueKind.Object:
                return Containment.Holds(actual.Json, clause.Operand.Json) ? null
                    : clause.HasSecret || actual.IsSecret ? $"it does not contain {display.Show(clause.Operand)}"
                    : new JsonDifference(display).Describe(clause.Operand.Json, actual.Json, path, isSubset: true);
            default:
                return $"{display.Show(actual)}, {JsonDifference.Article(actual.Json)}, cannot contain {_words.Operand(clause.Operand)}, {JsonDifference.Article(clause.Operand.Json)}";
        }
    }

    private string? Text(BoundClause clause, FlowValue actual)
    {
        if (actual.Json.ValueKind != JsonValueKind.String)
        {
            return $"{display.Show(actual)} is {JsonDifference.Article(actual.Json)}, not a text";
        }

        if (clause.Operand.Json.ValueKind is JsonValueKind.Array or JsonValueKind.Object or JsonValueKind.Null)
        {
            return $"{_words.Operand(clause.Operand)} is {JsonDifference.Article(clause.Operand.Json)}, not a text";
        }

        string text = actual.ToText();
        string wanted = clause.Operand.ToText();
        bool holds = clause.Operator switch
        {
            MatchOperator.Contains => text.Contains(wanted, StringComparison.Ordinal),
            MatchOperator.StartsWith => text.StartsWith(wanted, StringComparison.Ordinal),
            MatchOperator.EndsWith => text.EndsWith(wanted, StringComparison.Ordinal),
            _ => IsMatch(clause, text, wanted),
        };
        return holds ? null : $"expected {_words.Describe([clause])}, {Was(clause, actual)}";
    }

    private static bool IsMatch(BoundClause clause, string text, string pattern)
    {
        string shown = clause.HasSecret ? MatchDisplay.Hidden : pattern;
        try
        {
            return (clause.Plan.Pattern ?? new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))).IsMatch(text);
        }
        catch (ArgumentException exception)
        {
            throw new FlowExpressionException(clause.Plan.Span, $"`{shown}` is not a regular expression{(clause.HasSecret ? string.Empty : $": {exception.Message}")}");
        }
        catch (RegexMatchTimeoutException)
        {
            throw new UndecidedException($"`{shown}` took longer than a second on this text, so nobody knows whether it matches");
        }
    }

    private string? Count(BoundClause clause, FlowValue actual, string path)
    {
        if (CountOf(actual) is not { } count)
        {
            return $"{display.Show(actual)} is {JsonDifference.Article(actual.Json)} and has nothing to count";
        }

        ClauseEvaluation numbers = new(new("count", null, subject.Span), display, null);
        string unit = (actual.Json.ValueKind, count) switch
        {
            (JsonValueKind.Array, 1) => "element",
            (JsonValueKind.Array, _) => "elements",
            (JsonValueKind.Object, 1) => "entry",
            (JsonValueKind.Object, _) => "entries",
            (_, 1) => "character",
            _ => "characters",
        };
        return numbers.Problem(clause.Nested, new(JsonValues.Number((decimal)count)), path) is null
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"expected {_words.Describe([clause])}, was {count} {unit}");
    }

    private string? Each(BoundClause clause, FlowValue actual, string path)
    {
        if (actual.Json.ValueKind != JsonValueKind.Array)
        {
            return $"{display.Show(actual)} is {JsonDifference.Article(actual.Json)}, not a list";
        }

        string? first = null;
        int failed = 0;
        int index = 0;
        foreach (JsonElement item in actual.Json.EnumerateArray())
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
            if (Problem(clause.Nested, new(item, actual.IsSecret), place) is { } problem)
            {
                failed++;
                first ??= problem.StartsWith(place, StringComparison.Ordinal) ? problem : $"{place}: {problem}";
            }

            index++;
        }

        return index == 0 ? "the list is empty, so nothing was checked"
            : failed > 1 ? string.Create(CultureInfo.InvariantCulture, $"{first} (the first of {failed} of {index} elements)")
            : first;
    }

    private string? Any(BoundClause clause, FlowValue actual, string path)
    {
        if (actual.Json.ValueKind != JsonValueKind.Array)
        {
            return $"{display.Show(actual)} is {JsonDifference.Article(actual.Json)}, not a list";
        }

        return actual.Json.EnumerateArray().Any(item => Problem(clause.Nested, new(item, actual.IsSecret), path) is null)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"none of {actual.Json.GetArrayLength()} elements is {_words.Describe(clause.Nested)}");
    }

    private string? OfType(BoundClause clause, FlowValue actual)
    {
        string wanted = clause.Operand.ToText();
        bool isInteger = actual.Json.ValueKind == JsonValueKind.Number && ExactNumber.Of(actual.Json).IsInteger;
        return wanted == JsonDifference.TypeOf(actual.Json) || (wanted == "integer" && isInteger)
            ? null
            : $"expected {_words.Describe([clause])}, was {display.Show(actual)}, {JsonDifference.Article(actual.Json)}";
    }

    private string? OfSchema(BoundClause clause, FlowValue actual, string path)
    {
        try
        {
            return new SchemaDifference(display).Describe(clause.Plan.Schema!.Schema, actual, path);
        }
        catch (JsonSchemaException exception)
        {
            throw new FlowExpressionException(clause.Plan.Span, $"the schema cannot be checked: {exception.Message}");
        }
    }

    // A path that selects several nodes and selected none has found nothing, although the empty list is a value.
    private string? Exists(BoundClause clause, FlowValue actual, string path)
    {
        bool isThere = actual.Exists && !(IsSelection(actual) && path == subject.Text && actual.Json.GetArrayLength() == 0);
        return clause.Operand.Json.ValueKind switch
        {
            JsonValueKind.True => isThere ? null : $"{path} is missing{(whyMissing is null ? string.Empty : $": {whyMissing}")}",
            JsonValueKind.False => isThere ? $"{path} is there: {display.Show(actual)}" : null,
            _ => $"`exists` needs true or false, and has {_words.Operand(clause.Operand)}",
        };
    }

    private string? Empty(BoundClause clause, FlowValue actual)
    {
        if (clause.Operand.Json.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            return $"`empty` needs true or false, and has {_words.Operand(clause.Operand)}";
        }

        bool isWanted = clause.Operand.Json.ValueKind == JsonValueKind.True;
        return CountOf(actual) is not { } count ? $"{display.Show(actual)} is {JsonDifference.Article(actual.Json)}, neither empty nor not"
            : (count == 0) == isWanted ? null
            : isWanted ? $"expected empty, was {display.Show(actual)}"
            : "it is empty";
    }

    private bool IsSelection(FlowValue actual) => subject.Path is { IsSingular: false } && actual.Json.ValueKind == JsonValueKind.Array;

    private string Was(BoundClause clause, FlowValue actual) => $"was {Shown(clause, actual)}";

    private string Shown(BoundClause clause, FlowValue actual) =>
        subject.IsDuration && !clause.HasSecret && actual is { IsSecret: false, Json.ValueKind: JsonValueKind.Number }
            ? Took(actual)
            : display.Show(actual);

    private string Took(FlowValue actual) => subject.ShowDuration(actual, value => $"{display.Show(value)}ms");

    private static int? CountOf(FlowValue value) => value.Json.ValueKind switch
    {
        JsonValueKind.Array => value.Json.GetArrayLength(),
        JsonValueKind.Object => value.Json.GetPropertyCount(),
        JsonValueKind.String => value.Json.GetString()!.EnumerateRunes().Count(),
        _ => null,
    };
}
