using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Tracing;

/// <summary><c>trace:</c> what the telemetry of the steps before it must show.</summary>
internal sealed class TraceVerb : IStepVerb
{
    private static readonly DocumentShape Matched = new DocumentShape.Either([new DocumentShape.Text(), new DocumentShape.Shared("matcher")]);

    /// <inheritdoc/>
    public string Key => "trace";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys => [];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["spans", "logs"];

    /// <inheritdoc/>
    public VerbShape Shape { get; } = new("Waits for the telemetry of the steps before it, and holds it to what is expected.", new DocumentShape.List(new DocumentShape.Map(
    [
        new("span", SpanShape(depth: 0), "Which spans are meant."),
        new("log", new DocumentShape.Map(
        [
            new("service", Matched, "The service that wrote it; `*` stands for anything."),
            new("severity", new DocumentShape.Choice([.. TraceBinder.Severities]), "This severity, or worse."),
            new("body", Matched, "Its text."),
            new("category", Matched, "Its logger."),
            new("attributes", new DocumentShape.Names(Matched), "Its attributes."),
        ]), "Which log records are meant."),
        new("step", new DocumentShape.Text(), "The id of the step whose trace is looked at; without it, those of all steps before."),
        new("expect", new DocumentShape.Names(new DocumentShape.Either([new DocumentShape.Text(), new DocumentShape.Shared("matcher")])), "What they must show: count, error, duration, kind, attributes.NAME … Without `count`, there must be one at least."),
    ])
    {
        OneOf = ["span", "log"],
    }));

    /// <inheritdoc/>
    public IStepAction? Bind(DocumentNode.Mapping step, IBindContext context)
    {
        DocumentNode value = step.Find(Key)!.Value;
        return new TraceBinder(context).Bind(value) is { } clauses ? new TraceAction(clauses, value.Span) : null;
    }

    private static DocumentShape.Map SpanShape(int depth) => new(
    [
        new("service", Matched, "The service that made it; `*` stands for anything."),
        new("name", Matched, "Its name; `*` stands for anything."),
        new("kind", new DocumentShape.Choice([.. TraceBinder.Kinds]), "Its role."),
        new("version", Matched, "The version of the service."),
        new("attributes", new DocumentShape.Names(Matched), "Its attributes."),
        new("under", depth < 2 ? SpanShape(depth + 1) : new DocumentShape.Anything(), "What some span above it is."),
        new("childOf", depth < 2 ? SpanShape(depth + 1) : new DocumentShape.Anything(), "What the span right above it is."),
    ]);
}
