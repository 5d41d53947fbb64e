using System.Globalization;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Masking;

/// <summary>Binds the rule of a column.</summary>
/// <param name="report">Takes what is found.</param>
internal sealed class MaskRuleBinder(Action<Diagnostic> report)
{
    private const string KeepWord = "keep", ConstantWord = "constant", GeneraliseWord = "generalise", NoiseWord = "noise", NullWord = "null";

    private static readonly string[] Known = [KeepWord, NullWord, ConstantWord, GeneraliseWord, NoiseWord, .. MaskKinds.All];

    /// <summary>Binds it; null after an error.</summary>
    public MaskRule? Bind(MappingEntry entry)
    {
        string column = entry.Key.Text;
        switch (entry.Value)
        {
            case DocumentNode.Scalar { Text: NullWord }:
                return new MaskRule.Null();
            case DocumentNode.Scalar { Text: KeepWord } keep:
                return Refuse("ST1242", keep.Span, $"`{column}` is kept, and nothing says why it may be.", $"Write the reason, for those who review: `{column}: {{ keep: numbers of articles, public }}`.");
            case DocumentNode.Scalar { Kind: not ScalarKind.Null } word when MaskKinds.All.Contains(word.Text, StringComparer.Ordinal):
                return new MaskRule.Pseudonym(word.Text, null);
            case DocumentNode.Scalar { Kind: not ScalarKind.Null } word:
                return Unknown(word);
            case DocumentNode.Mapping { Entries: [var only] }:
                return Bind(column, only);
            case var other:
                return Refuse("ST1240", other.Span, $"Nothing is said about what becomes of `{column}`.", $"Write a rule: `{column}: email`, `{column}: null`, `{column}: {{ keep: why }}` …");
        }
    }

    private MaskRule? Bind(string column, MappingEntry rule)
    {
        string text = (rule.Value as DocumentNode.Scalar)?.Text ?? string.Empty;
        switch (rule.Key.Text)
        {
            case KeepWord when string.IsNullOrWhiteSpace(text):
                return Refuse("ST1242", rule.Value.Span, $"`{column}` is kept, and nothing says why it may be.", $"Write the reason, for those who review: `{column}: {{ keep: numbers of articles, public }}`.");
            case KeepWord:
                return new MaskRule.Keep(text);
            case ConstantWord when rule.Value is DocumentNode.Scalar { Kind: not ScalarKind.Null }:
                return new MaskRule.Constant(text);
            case GeneraliseWord:
                return Generalise(column, rule.Value);
            case NoiseWord:
                return Noise(column, rule.Value, text);
            case var kind when MaskKinds.All.Contains(kind, StringComparer.Ordinal) && !string.IsNullOrWhiteSpace(text):
                return new MaskRule.Pseudonym(kind, text);
            case var kind when MaskKinds.All.Contains(kind, StringComparer.Ordinal) || kind == ConstantWord:
                return Refuse("ST1240", rule.Value.Span, $"`{kind}` of `{column}` has no value.", kind == ConstantWord ? "Write the value that stands in every row." : $"Write the domain whose pseudonyms it shares, `{kind}: customers`, or `{column}: {kind}` alone.");
            default:
                return Unknown(rule.Key);
        }
    }

    private MaskRule? Generalise(string column, DocumentNode node)
    {
        (string Key, string Value) = node switch
        {
            DocumentNode.Scalar scalar => (scalar.Text, string.Empty),
            DocumentNode.Mapping { Entries: [{ Value: DocumentNode.Scalar value } entry] } => (entry.Key.Text, value.Text),
            _ => (string.Empty, string.Empty),
        };
        bool isNumber = decimal.TryParse(Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal size) && size > 0;
        return (Key, isNumber) switch
        {
            ("year", false) when Value.Length == 0 => new MaskRule.Generalise(MaskGrain.Year, 0),
            ("month", false) when Value.Length == 0 => new MaskRule.Generalise(MaskGrain.Month, 0),
            ("bucket", true) => new MaskRule.Generalise(MaskGrain.Bucket, size),
            ("prefix", true) when size == decimal.Truncate(size) && size <= 1000 => new MaskRule.Generalise(MaskGrain.Prefix, size),
            _ => Refuse("ST1243", node.Span, $"What `{column}` is generalised to cannot be understood.", "Write `generalise: year`, `generalise: month`, `generalise: { bucket: 10 }` or `generalise: { prefix: 2 }`."),
        };
    }

    private MaskRule? Noise(string column, DocumentNode node, string text)
    {
        if (text.Length > 1 && decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) && number > 0)
        {
            if (text[^1] == '%' && number < 100)
            {
                return new MaskRule.Noise(number / 100, null);
            }

            if (text[^1] == 'd' && number == decimal.Truncate(number) && number <= 36_500)
            {
                return new MaskRule.Noise(null, (int)number);
            }
        }

        return Refuse("ST1244", node.Span, $"By how much `{column}` is moved cannot be understood.", "Write a share below 100 % for numbers, `noise: 10%`, or days for dates, `noise: 30d`.");
    }

    private MaskRule? Unknown(DocumentNode.Scalar word) =>
        Refuse("ST1241", word.Span, $"`{word.Text}` is no rule for a column.", Nearest.To(word.Text, Known) is { } near ? $"Did you mean `{near}`?" : $"Known: {string.Join(", ", Known)}.");

    private MaskRule? Refuse(string code, SourceSpan span, string message, string hint)
    {
        report(new(code, DiagnosticSeverity.Error, span, message, hint));
        return null;
    }
}
