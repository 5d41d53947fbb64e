using Seatrial.Core.Documents;
using Seatrial.Project.Loading;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Arazzo;

/// <summary>What can be wrong with an Arazzo description as written.</summary>
/// <param name="report">Takes what is found.</param>
internal sealed class ArazzoReport(Action<Diagnostic> report)
{
    public Action<Diagnostic> Sink => report;

    public void NotArazzo(DescriptionPlace root) =>
        Error("ST1030", root["arazzo"].Span, "The file is no Arazzo description that can be run.", "Arazzo 1.0 and 1.1 are read: begin it with `arazzo: 1.0.1`.");

    public void Missing(DescriptionPlace place, string key) =>
        Error("ST1031", place.Span, $"`{key}` is missing here.", "The Arazzo specification requires it.");

    public void Source(DescriptionPlace place, string why) =>
        Error("ST1032", place.Span, $"The source description `{place["name"].Text}` cannot be used: {why}.", "Put the file into the project, and name it relative to this one; nothing is fetched from the network.");

    public void Operation(DescriptionPlace place, string named, IEnumerable<string> known) =>
        Error("ST1033", place.Span, $"No source description has the operation `{named}`.", Near(named.Split('.')[^1], known) ?? "Name it by its operationId, or with its source: `$sourceDescriptions.shop.createOrder`.");

    public void Nowhere(DescriptionPlace place, string what, string named, IEnumerable<string> known) =>
        Error("ST1034", place.Span, $"There is no {what} `{named}`.", Near(named, known) ?? "Correct the name; upper and lower case count.");

    public void Expression(SourceSpan span, string text, string why) =>
        report(new("ST1035", DiagnosticSeverity.Warning, span, $"`{text}` is no runtime expression, and has no value: {why}.", "For example `$response.body#/id` or `$steps.create.outputs.id`."));

    public void Condition(DescriptionPlace place, string why) =>
        Error("ST1036", place.Span, $"This is no condition: {why}.", "For example `$statusCode == 200`, or with `type: jsonpath` and a `context`.");

    public void IsLoose(DescriptionPlace place) =>
        report(new("ST1037", DiagnosticSeverity.Warning, place.Span, "Upper and lower case make no difference here: Arazzo compares texts in simple conditions that way.", "Use `type: regex` or `type: jsonpath` with a `context` where it matters."));

    public void NotRun(DescriptionPlace place, string what) =>
        Error("ST1038", place.Span, $"{what} cannot be run in this version.", "Write the step as a flow of Seatrial's own.");

    public void Circle(DescriptionPlace place, string steps) =>
        Error("ST1055", place.Span, $"These steps depend on one another in a circle: {steps}.", "Remove one of the `dependsOn`.");

    public void NoAddress(DescriptionPlace place, string source) =>
        Error("ST1039", place.Span, $"Nothing says where `{source}` is.", $"Give a service of that name an address in each environment: `services: {{ {source}: https://… }}`.");

    private static string? Near(string named, IEnumerable<string> known) => Nearest.To(named, [.. known]) is { } near ? $"Did you mean `{near}`?" : null;

    private void Error(string code, SourceSpan span, string message, string hint) =>
        report(new(code, DiagnosticSeverity.Error, span, message, hint));
}
