using System.Text.Json;
using Seatrial.Core.Documents;

namespace Seatrial.Cli.Projects;

/// <summary>Diagnostics as SARIF 2.1.0, which code hosts show beside the lines they are about.</summary>
internal static class SarifLog
{
    /// <summary>Writes a log of one run.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="diagnostics">What was found.</param>
    /// <param name="folder">The project's folder as typed: where it was typed, paths begin.</param>
    public static void Write(Stream output, IReadOnlyList<Diagnostic> diagnostics, string folder) => DiagnosticJson.Write(output, json =>
    {
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, diagnostics);
        json.WriteStartArray("results");
        foreach (Diagnostic diagnostic in diagnostics)
        {
            WriteResult(json, diagnostic, folder);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    });

    private static void WriteTool(Utf8JsonWriter json, IReadOnlyList<Diagnostic> diagnostics)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "seatrial");
        json.WriteStartArray("rules");
        foreach (string code in diagnostics.Select(static d => d.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("id", code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Diagnostic diagnostic, string folder)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Code);
        json.WriteString("level", diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning");
        json.WriteStartObject("message");
        json.WriteString("text", diagnostic.Hint is null ? diagnostic.Message : $"{diagnostic.Message} {diagnostic.Hint}");
        json.WriteEndObject();
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        string path = folder == "." ? diagnostic.Span.File : Path.Combine(folder, diagnostic.Span.File);
        json.WriteString("uri", string.Join('/', path.Split('/', Path.DirectorySeparatorChar).Select(Uri.EscapeDataString)));
        json.WriteEndObject();
        if (diagnostic.Span.Line > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", diagnostic.Span.Line);
            json.WriteNumber("startColumn", Math.Max(1, diagnostic.Span.Column));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
