using System.Globalization;
using System.Text;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Loading;

/// <summary>Shows diagnostics as plain text: where, what, the line with the place underlined, and the way out.</summary>
public static class DiagnosticRenderer
{
    private const int Window = 120;

    /// <summary>Shows one diagnostic.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="sources">The texts of the files, by the paths that diagnostics use.</param>
    /// <returns>Several lines, without a line break at the end.</returns>
    public static string Render(Diagnostic diagnostic, IReadOnlyDictionary<string, string> sources)
    {
        StringBuilder text = new();
        string severity = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        text.Append(CultureInfo.InvariantCulture, $"{diagnostic.Span}: {severity} {diagnostic.Code}: {Visible(diagnostic.Message)}");
        if (LineOf(diagnostic.Span, sources) is { } line)
        {
            AppendLine(text, diagnostic.Span, line);
        }

        if (diagnostic.Hint is { } hint)
        {
            text.Append("\n  hint: ").Append(Visible(hint));
        }

        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, SourceSpan span, string line)
    {
        int column = Math.Clamp(span.Column - 1, 0, line.Length);
        int from = column > Window * 2 / 3 ? column - (Window / 3) : 0;
        string shown = line.Substring(from, Math.Min(Window, line.Length - from));
        string number = span.Line.ToString(CultureInfo.InvariantCulture);
        string cut = from > 0 ? "\u2026" : string.Empty;
        string end = from + shown.Length < line.Length ? "\u2026" : string.Empty;
        text.Append('\n').Append("  ").Append(number).Append(" | ").Append(cut).Append(Visible(shown)).Append(end);
        int length = Math.Clamp(span.Length, 1, Math.Max(1, shown.Length - (column - from)));
        text.Append('\n').Append(' ', number.Length + 2).Append(" | ")
            .Append(' ', cut.Length + (column - from))
            .Append('^', span.Column == 0 ? 0 : length);
        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }
    }

    private static string? LineOf(SourceSpan span, IReadOnlyDictionary<string, string> sources)
    {
        if (span.Line == 0 || !sources.TryGetValue(span.File, out string? source))
        {
            return null;
        }

        string[] lines = source.TrimStart('\uFEFF').Split('\n', span.Line + 1);
        return span.Line <= lines.Length ? lines[span.Line - 1].TrimEnd('\r') : null;
    }

    /// <summary>One character for one, so that the underline stays in place; nothing a terminal would act on or that would turn the reading direction.</summary>
    private static string Visible(string text)
    {
        StringBuilder? visible = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) || char.GetUnicodeCategory(text[i]) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                visible ??= new(text);
                visible[i] = text[i] == '\t' ? ' ' : '\uFFFD';
            }
        }

        return visible?.ToString() ?? text;
    }
}
