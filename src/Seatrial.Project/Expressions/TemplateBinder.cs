using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Expressions;

/// <summary>Binds scalars: constants, single expressions that keep their type, and texts with expressions inside.</summary>
internal static class TemplateBinder
{
    public static IBoundValue Bind(
        DocumentNode.Scalar scalar,
        Action<Diagnostic> report,
        Func<string, bool> isKnownName,
        IReadOnlyCollection<string> knownNames)
    {
        string text = scalar.Text;
        if (scalar.Kind != ScalarKind.Text || !text.Contains("{{", StringComparison.Ordinal))
        {
            return ValueBinder.Constant(scalar.Span, text, ConstantOf(scalar));
        }

        try
        {
            ImmutableArray<TemplatePart> parts = Split(scalar, isKnownName, knownNames, report);
            return parts.All(part => part.Expression is null)
                ? ValueBinder.Constant(scalar.Span, text, JsonValues.Text(string.Concat(parts.Select(part => part.Literal))))
                : new TemplateValue(scalar.Span, text, parts);
        }
        catch (ExpressionSyntaxException exception)
        {
            report(new(exception.Code, DiagnosticSeverity.Error, scalar.Locate(exception.Offset, exception.Length), exception.Message, exception.Hint));
            return ValueBinder.Constant(scalar.Span, text, JsonValues.Null);
        }
    }

    private static ImmutableArray<TemplatePart> Split(
        DocumentNode.Scalar scalar,
        Func<string, bool> isKnownName,
        IReadOnlyCollection<string> knownNames,
        Action<Diagnostic> report)
    {
        string text = scalar.Text;
        ImmutableArray<TemplatePart>.Builder parts = ImmutableArray.CreateBuilder<TemplatePart>();
        StringBuilder literal = new();
        for (int i = 0; i < text.Length;)
        {
            if (string.CompareOrdinal(text, i, "{{{{", 0, 4) == 0)
            {
                literal.Append("{{");
                i += 4;
                continue;
            }

            if (string.CompareOrdinal(text, i, "{{", 0, 2) != 0)
            {
                literal.Append(text[i++]);
                continue;
            }

            ExpressionParser parser = new(text, i + 2);
            Expression expression = parser.ParseToEnd();
            CheckNames(expression, scalar, isKnownName, knownNames, report);
            if (literal.Length > 0)
            {
                parts.Add(new(literal.ToString(), null));
                literal.Clear();
            }

            parts.Add(new(null, expression) { Source = text[(i + 2)..(parser.Position - 2)].Trim() });
            i = parser.Position;
        }

        if (literal.Length > 0)
        {
            parts.Add(new(literal.ToString(), null));
        }

        return parts.ToImmutable();
    }

    private static void CheckNames(
        Expression expression,
        DocumentNode.Scalar scalar,
        Func<string, bool> isKnownName,
        IReadOnlyCollection<string> knownNames,
        Action<Diagnostic> report)
    {
        foreach (Expression.Name name in expression.NamesUsed().Where(n => !isKnownName(n.Text)))
        {
            string hint = Nearest.To(name.Text, knownNames) is { } near
                ? $"Did you mean `{near}`?"
                : knownNames.Count == 0 ? "No name can be used here." : "Known are services, variables, secrets, inputs, and what earlier steps captured.";
            report(new("ST0301", DiagnosticSeverity.Error, scalar.Locate(name.Offset, name.Text.Length), $"`{name.Text}` is not known here.", hint));
        }
    }

    private static JsonElement ConstantOf(DocumentNode.Scalar scalar) => scalar.Kind switch
    {
        ScalarKind.Null => JsonValues.Null,
        ScalarKind.Boolean => JsonValues.Boolean(scalar.Text is ['t' or 'T', ..]),
        ScalarKind.Integer or ScalarKind.Number => NumberOf(scalar.Text),
        _ => JsonValues.Text(scalar.Text),
    };

    /// <summary>A YAML number as JSON writes it: no plus, no leading zeros, digits on both sides of the point.</summary>
    private static JsonElement NumberOf(string text)
    {
        string number = text.TrimStart('+');
        string sign = number.StartsWith('-') ? "-" : string.Empty;
        number = number[sign.Length..];
        int exponent = number.IndexOfAny(['e', 'E']);
        string tail = exponent >= 0 ? number[exponent..] : string.Empty;
        string mantissa = exponent >= 0 ? number[..exponent] : number;
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string whole = (point >= 0 ? mantissa[..point] : mantissa).TrimStart('0');
        string fraction = point >= 0 ? mantissa[(point + 1)..] : string.Empty;
        return JsonValues.Raw($"{sign}{(whole.Length == 0 ? "0" : whole)}{(fraction.Length == 0 ? "" : $".{fraction}")}{tail}");
    }

    private sealed record TemplatePart(string? Literal, Expression? Expression)
    {
        public string Source { get; init; } = string.Empty;

        public IReadOnlyCollection<string> Names { get; } = [.. Expression?.NamesUsed().Select(n => n.Text).Distinct(StringComparer.Ordinal) ?? []];
    }

    private sealed class TemplateValue(SourceSpan span, string source, ImmutableArray<TemplatePart> parts) : ITextTemplate
    {
        public SourceSpan Span => span;

        public string Source => source;

        public IReadOnlyCollection<string> Names { get; } =
            [.. parts.Where(p => p.Expression is not null).SelectMany(p => p.Expression!.NamesUsed()).Select(n => n.Text).Distinct(StringComparer.Ordinal)];

        public FlowValue Evaluate(IFlowScope scope)
        {
            ExpressionEvaluator evaluator = new(scope, span);
            if (parts is [{ Expression: { } only }])
            {
                return evaluator.Run(only);
            }

            StringBuilder text = new();
            bool isSecret = false;
            foreach (TemplatePart part in parts)
            {
                if (part.Expression is null)
                {
                    text.Append(part.Literal);
                    continue;
                }

                FlowValue value = evaluator.Run(part.Expression);
                isSecret |= value.IsSecret;
                text.Append(evaluator.Text(value));
            }

            return new(JsonValues.Text(text.ToString()), isSecret);
        }

        public IEnumerable<TemplatePiece> Pieces(IFlowScope scope)
        {
            ExpressionEvaluator evaluator = new(scope, span);
            return parts.Select(part => new TemplatePiece(
                part.Literal,
                part.Expression is null ? default : evaluator.Run(part.Expression),
                part.Source,
                part.Names,
                part.Expression is Expression.Call { Function: "raw" }));
        }
    }
}
