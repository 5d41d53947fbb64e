using Seatrial.Core.Documents;

namespace Seatrial.Project.Yaml;

/// <summary>The classic slips of YAML that parse, and mean something else than was meant.</summary>
internal static class Slips
{
    /// <summary>Checks a plain scalar.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="line">The source line it ends on.</param>
    /// <param name="end">The column after its last character, from 1.</param>
    /// <param name="report">Takes what is found.</param>
    public static void Check(DocumentNode.Scalar scalar, string line, int end, Action<Diagnostic> report)
    {
        string text = scalar.Text;

        // "path: a #b" is the text "a" and a comment; people write comments as "# b".
        string rest = end - 1 >= 0 && end - 1 <= line.Length ? line[(end - 1)..].TrimEnd('\r') : string.Empty;
        if (rest.TrimStart() is ['#', not ' ' and not '#' and not '!', ..] && rest.StartsWith(' '))
        {
            report(Warning("ST0113", scalar.Span, $"YAML cuts this short before `{rest.Trim()}`, which it takes as a comment.", "Put the value in quotes, or write a space after the # if it is a comment."));
        }

        switch (scalar.Kind)
        {
            case ScalarKind.Integer when text.TrimStart('-', '+') is ['0', _, ..]:
                report(Warning("ST0115", scalar.Span, $"`{text}` is a number, and its leading zero is lost.", "Put it in quotes if it is a text."));
                break;
            case ScalarKind.Number when text.Contains('.', StringComparison.Ordinal) && text.EndsWith('0') && !text.EndsWith(".0", StringComparison.Ordinal) && !text.Contains('e', StringComparison.OrdinalIgnoreCase) && IsVersionLike(text):
                report(Warning("ST0116", scalar.Span, $"`{text}` is the number {text.TrimEnd('0').TrimEnd('.')}.", "Put it in quotes if it is a version or another text."));
                break;
            case ScalarKind.Text when text is "yes" or "no" or "on" or "off" or "Yes" or "No" or "On" or "Off" or "YES" or "NO" or "ON" or "OFF":
                report(Warning("ST0117", scalar.Span, $"`{text}` is a text in YAML 1.2, not a boolean.", "Write true or false; put it in quotes if it is a text."));
                break;
        }
    }

    // 1.10 and 3.20 look like versions; 12.50 looks like money, and 12.50 and 12.5 are the same amount.
    private static bool IsVersionLike(string text) => text.IndexOf('.', StringComparison.Ordinal) == 1;

    private static Diagnostic Warning(string code, SourceSpan span, string message, string hint) =>
        new(code, DiagnosticSeverity.Warning, span, message, hint);
}
