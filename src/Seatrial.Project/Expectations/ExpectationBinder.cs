using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Expectations;

/// <summary>Binds expectations: a map of subject to matcher, or a list of such maps.</summary>
/// <param name="context">Binds operands.</param>
/// <param name="subjects">Binds what is looked at.</param>
/// <param name="schemas">Binds schemas; null where none can be asked for.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class ExpectationBinder(IBindContext context, SubjectBinder subjects, SchemaBinder? schemas, Action<Diagnostic> report)
{
    private static readonly Dictionary<string, MatchOperator> Operators = new(StringComparer.Ordinal)
    {
        ["equals"] = MatchOperator.Equals,
        ["not"] = MatchOperator.Not,
        ["in"] = MatchOperator.In,
        ["below"] = MatchOperator.Below,
        ["atMost"] = MatchOperator.AtMost,
        ["above"] = MatchOperator.Above,
        ["atLeast"] = MatchOperator.AtLeast,
        ["closeTo"] = MatchOperator.CloseTo,
        ["contains"] = MatchOperator.Contains,
        ["startsWith"] = MatchOperator.StartsWith,
        ["endsWith"] = MatchOperator.EndsWith,
        ["matches"] = MatchOperator.Matches,
        ["count"] = MatchOperator.Count,
        ["each"] = MatchOperator.Each,
        ["any"] = MatchOperator.Any,
        ["type"] = MatchOperator.Type,
        ["schema"] = MatchOperator.Schema,
        ["exists"] = MatchOperator.Exists,
        ["empty"] = MatchOperator.Empty,
    };

    private static readonly string[] Types = ["string", "number", "integer", "boolean", "null", "array", "object"];

    /// <summary>The operators by the keys they are written with.</summary>
    public static IReadOnlyDictionary<string, MatchOperator> OperatorNames => Operators;

    /// <summary>The JSON types that <c>type</c> knows.</summary>
    public static IReadOnlyList<string> TypeNames => Types;

    public ImmutableArray<ExpectationPlan> Bind(DocumentNode node) => node switch
    {
        DocumentNode.Sequence list => [.. list.Items.SelectMany(BindMap)],
        _ => [.. BindMap(node)],
    };

    private IEnumerable<ExpectationPlan> BindMap(DocumentNode node)
    {
        if (node is not DocumentNode.Mapping map)
        {
            Report("ST0202", node.Span, $"Expectations are a map of subject to matcher, and this is {node.Describe()}.", "For example `expect: { status: 200, $.state: paid }`.");
            yield break;
        }

        foreach (MappingEntry entry in map.Entries)
        {
            Subject? subject = subjects.Bind(entry.Key);
            MatcherPlan matcher = BindMatcher(entry.Value, subject is { IsDuration: true });
            if (subject is not null)
            {
                CheckStatus(subject, entry.Value);
                yield return new(subject, matcher, entry.Key.Span);
            }
        }
    }

    private MatcherPlan BindMatcher(DocumentNode node, bool isDuration)
    {
        switch (node)
        {
            case DocumentNode.Mapping map when map.Entries.Length > 0:
                MappingEntry? tolerance = map.Find("tolerance");
                if (tolerance is not null && map.Find("closeTo") is null)
                {
                    Report("ST0409", tolerance.Key.Span, "`tolerance` belongs to `closeTo`.", "Write `{ closeTo: 12.5, tolerance: 0.005 }`.");
                }

                return new([.. map.Entries.Where(e => e != tolerance).Select(e => BindClause(e, tolerance, isDuration)).OfType<MatchClause>()], node.Span);
            case DocumentNode.Scalar:
                return new([new(MatchOperator.Equals, Operand(node, isDuration), null, node.Span)], node.Span);
            default:
                Report("ST0409", node.Span, $"{node.Describe()} alone is not a matcher.", "Put what is meant literally under `equals:`.");
                return new([], node.Span);
        }
    }

    private MatchClause? BindClause(MappingEntry entry, MappingEntry? tolerance, bool isDuration)
    {
        if (!Operators.TryGetValue(entry.Key.Text, out MatchOperator matchOperator))
        {
            string hint = Nearest.To(entry.Key.Text, Operators.Keys) is { } near ? $"Did you mean `{near}`?" : $"Operators are: {string.Join(", ", Operators.Keys)}. A map meant literally goes under `equals:`.";
            Report("ST0408", entry.Key.Span, $"`{entry.Key.Text}` is not an operator.", hint);
            return null;
        }

        switch (matchOperator)
        {
            case MatchOperator.Not or MatchOperator.Count or MatchOperator.Each or MatchOperator.Any:
                return new(matchOperator, null, BindMatcher(entry.Value, isDuration && matchOperator == MatchOperator.Not), entry.Key.Span);
            case MatchOperator.CloseTo:
                return new(matchOperator, Operand(entry.Value, isDuration), null, entry.Key.Span)
                {
                    Tolerance = tolerance is null ? null : Operand(tolerance.Value, isDuration),
                };
            case MatchOperator.Schema when schemas is null:
                Report("ST0409", entry.Key.Span, "`schema` cannot be asked for here.", "Ask for its parts, each with an operator of its own.");
                return null;
            case MatchOperator.Schema:
                return schemas.Bind(entry.Value) is { } schema ? new(matchOperator, null, null, entry.Key.Span) { Schema = schema } : null;
            default:
                CheckOperand(matchOperator, entry.Value, isDuration);
                return new(matchOperator, Operand(entry.Value, isDuration), null, entry.Key.Span)
                {
                    Pattern = matchOperator == MatchOperator.Matches ? PatternOf(entry.Value) : null,
                };
        }
    }

    private IBoundValue Operand(DocumentNode node, bool isDuration)
    {
        if (isDuration && node is DocumentNode.Scalar { Kind: not ScalarKind.Null } scalar && !IsTemplate(scalar) && !Durations.TryParse(scalar.Text, out _))
        {
            Report("ST0203", scalar.Span, $"`{scalar.Text}` is not a duration.", "Write a number and a unit: 400ms, 2s.");
        }

        return context.Bind(node);
    }

    private void CheckOperand(MatchOperator matchOperator, DocumentNode node, bool isDuration)
    {
        DocumentNode.Scalar? scalar = node as DocumentNode.Scalar;
        bool isFixed = scalar is not null && !IsTemplate(scalar);
        (bool isWrong, string wanted) = matchOperator switch
        {
            MatchOperator.In => (node is not DocumentNode.Sequence && isFixed, "a list"),
            MatchOperator.Below or MatchOperator.AtMost or MatchOperator.Above or MatchOperator.AtLeast when !isDuration =>
                (scalar is null || (isFixed && scalar.Kind is not (ScalarKind.Integer or ScalarKind.Number) && !Durations.TryParse(scalar.Text, out _)), "a number"),
            MatchOperator.Exists or MatchOperator.Empty => (scalar is null || (isFixed && scalar.Kind != ScalarKind.Boolean), "true or false"),
            MatchOperator.StartsWith or MatchOperator.EndsWith or MatchOperator.Matches => (scalar is null || scalar.Kind == ScalarKind.Null, "a text"),
            MatchOperator.Type => (scalar is null || (isFixed && !Types.Contains(scalar.Text, StringComparer.Ordinal)), $"one of {string.Join(", ", Types)}"),
            _ => (false, string.Empty),
        };
        if (isWrong)
        {
            Report("ST0409", node.Span, $"This operator takes {wanted}, and this is {(scalar is null ? node.Describe() : $"`{scalar.Text}`")}.", $"Write {wanted}.");
        }
    }

    private Regex? PatternOf(DocumentNode node)
    {
        if (node is not DocumentNode.Scalar scalar || IsTemplate(scalar))
        {
            return null;
        }

        try
        {
            return new Regex(scalar.Text, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException exception)
        {
            Report("ST0413", scalar.Span, $"`{scalar.Text}` is not a regular expression: {exception.Message}", "Escape what is meant literally with a backslash.");
            return null;
        }
    }

    private void CheckStatus(Subject subject, DocumentNode node)
    {
        if (subject.Text == "status" && subjects.IsHttp && node is DocumentNode.Scalar scalar && !IsTemplate(scalar)
            && !(scalar.Kind == ScalarKind.Integer && scalar.Text.Length == 3 && scalar.Text[0] is >= '1' and <= '5'))
        {
            Report("ST0409", scalar.Span, $"`{scalar.Text}` is not an HTTP status.", "Write a number from 100 to 599, without quotes.");
        }
    }

    private static bool IsTemplate(DocumentNode.Scalar scalar) => scalar.Text.Contains("{{", StringComparison.Ordinal);

    private void Report(string code, SourceSpan span, string message, string hint) =>
        report(new(code, DiagnosticSeverity.Error, span, message, hint));
}
