using Seatrial.Core.Documents;
using YamlDotNet.Core;

namespace Seatrial.Project.Yaml;

/// <summary>Turns what the scanner stumbled over into what a person did.</summary>
internal static class SyntaxErrors
{
    public static Diagnostic Explain(string file, string[] lines, YamlException exception)
    {
        int line = Math.Clamp((int)exception.Start.Line, 1, Math.Max(1, lines.Length));
        int column = Math.Max(1, (int)exception.Start.Column);
        string text = lines[line - 1].TrimEnd('\r');
        SourceSpan at = new(file, line, Math.Min(column, text.Length + 1));
        if (exception.Message.Contains("tab", StringComparison.OrdinalIgnoreCase) && TabIn(file, lines, line - 1) is { } tabbed)
        {
            return tabbed;
        }

        string trimmed = text.TrimStart();
        if (text.Length > trimmed.Length && text[..(text.Length - trimmed.Length)].Contains('\t', StringComparison.Ordinal))
        {
            int tab = text.IndexOf('\t', StringComparison.Ordinal) + 1;
            return Error("ST0108", new(file, line, tab), "YAML does not allow tabs for indentation.", "Use spaces.");
        }

        string value = ValueOf(text, out int valueColumn);
        SourceSpan valueAt = new(file, line, valueColumn, Math.Max(1, value.Length));
        if (value.StartsWith("{{", StringComparison.Ordinal))
        {
            return Error("ST0110", valueAt, "YAML reads a value that begins with `{{` as a map.", $"Put the whole value in single quotes: '{value}'.");
        }

        if (value is ['@' or '`', ..])
        {
            return Error("ST0111", valueAt, $"YAML reserves `{value[0]}` at the beginning of a value.", $"Put the value in single quotes: '{value}'.");
        }

        if (value is ['>' or '|', ' ', not '#', ..] or ['>', '=', ..])
        {
            return Error("ST0112", valueAt, $"YAML takes `{value[0]}` at the beginning of a value as a block text.", "Compare with `above:` or `atLeast:`, or put the value in single quotes.");
        }

        if (value.StartsWith("!=", StringComparison.Ordinal))
        {
            return Error("ST0114", valueAt, "YAML takes `!=` as a tag.", "Write `not: { equals: … }`, or put the text in quotes.");
        }

        return Error("ST0100", at, $"This is not YAML: {Clean(exception)}", HintFor(exception.Message));
    }

    /// <summary>The first tab that indents a line, from a line on; the scanner names the line where the map began.</summary>
    private static Diagnostic? TabIn(string file, string[] lines, int from)
    {
        for (int i = from; i < lines.Length; i++)
        {
            int tab = lines[i].IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0 && string.IsNullOrWhiteSpace(lines[i][..tab]))
            {
                return Error("ST0108", new(file, i + 1, tab + 1), "YAML does not allow tabs for indentation.", "Use spaces.");
            }
        }

        return null;
    }

    /// <summary>What stands after the first colon or dash of a line.</summary>
    private static string ValueOf(string line, out int column)
    {
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        int start = colon >= 0 ? colon + 2 : line.TrimStart().StartsWith("- ", StringComparison.Ordinal) ? line.IndexOf("- ", StringComparison.Ordinal) + 2 : 0;
        while (start < line.Length && line[start] == ' ')
        {
            start++;
        }

        column = start + 1;
        return line[Math.Min(start, line.Length)..].TrimEnd();
    }

    private static string Clean(YamlException exception)
    {
        string message = exception.Message;
        int bracket = message.StartsWith('(') ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        message = bracket >= 0 ? message[(bracket + 3)..] : message;
        message = message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return message.Length == 0 ? "it cannot be read." : $"{char.ToLowerInvariant(message[0])}{message[1..]}.";
    }

    private static string HintFor(string message) => message switch
    {
        _ when message.Contains("mapping values", StringComparison.OrdinalIgnoreCase) || message.Contains("invalid mapping", StringComparison.OrdinalIgnoreCase) => "A text that holds `: ` goes in quotes; check the indentation of this line and the one above.",
        _ when message.Contains("block mapping", StringComparison.OrdinalIgnoreCase) => "Check that this line is indented like its neighbours and that the one above is complete.",
        _ when message.Contains("flow", StringComparison.OrdinalIgnoreCase) => "Check that every [ and { is closed.",
        _ when message.Contains("quoted", StringComparison.OrdinalIgnoreCase) => "Check that the quotes are closed; in single quotes a quote is written twice.",
        _ => "Check the indentation, quotes and brackets here and on the line above.",
    };

    private static Diagnostic Error(string code, SourceSpan span, string message, string hint) =>
        new(code, DiagnosticSeverity.Error, span, message, hint);
}
