using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.JsonSchema;
using Seatrial.Project.Loading;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Contracts;

/// <summary>Binds the contracts of one flow's steps: <c>contract: orders.createOrder</c>, <c>contract: orders</c>, or a map.</summary>
/// <param name="project">The project, without its flows.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class ContractBinder(ProjectModel project, Action<Diagnostic> report)
{
    /// <summary>The files of the contracts bound so far.</summary>
    public ImmutableSortedSet<string> Used { get; private set; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The contract of a step; null when it has none.</summary>
    public ContractPlan? Bind(MapReader step, string verb, IStepAction? action)
    {
        DocumentNode? node = step.Node("contract");
        if (node is DocumentNode.Scalar { Kind: ScalarKind.Boolean, Text: ['f' or 'F', ..] })
        {
            return null;
        }

        if (node is null)
        {
            return action?.Target is { } target && verb == "http" && project.Services.TryGetValue(target, out ServiceModel? service)
                && service is { IsHeldToContract: true, OpenApi: { } document }
                ? Counted(new(target, document, null, ChecksRequest: true, step.Map.Span))
                : null;
        }

        if (verb != "http" && action is not null)
        {
            Report("ST1010", node.Span, $"A contract describes http requests, and this step is `{verb}`.", "Remove `contract`, or make it an `http` step.");
            return null;
        }

        bool checksRequest = true;
        DocumentNode? named = node;
        if (node is DocumentNode.Mapping map)
        {
            MapReader reader = step.ChildOf(map, "`contract`");
            checksRequest = reader.Choice("request", otherwise: true, new Dictionary<string, bool>(StringComparer.Ordinal) { ["checked"] = true, ["unchecked"] = false });
            named = reader.Required("operation", "Name it: `contract: { operation: orders.createOrder, request: unchecked }`.");
            reader.Finish();
        }

        return named is not null && step.TextOf(named, "contract") is not null ? Named((DocumentNode.Scalar)named, checksRequest) : null;
    }

    private ContractPlan? Named(DocumentNode.Scalar named, bool checksRequest)
    {
        string[] parts = named.Text.Split('.', 2);
        if (!project.Services.TryGetValue(parts[0], out ServiceModel? service))
        {
            string hint = Nearest.To(parts[0], project.Services.Keys) is { } near ? $"Did you mean `{near}`?" : "A contract is named by its service and operation: `contract: orders.createOrder`.";
            Report("ST1011", named.Span, $"The project has no service `{parts[0]}`.", hint);
            return null;
        }

        if (service.OpenApi is not { } document)
        {
            if (service.OpenApiFile is null)
            {
                Report("ST1012", named.Span, $"The service `{parts[0]}` has no API description.", $"Name its file in seatrial.yaml: `services: {{ {parts[0]}: {{ openapi: openapi/{parts[0]}.yaml }} }}`.");
            }

            return null;
        }

        OpenApiOperation? operation = null;
        if (parts.Length == 2)
        {
            operation = document.Find(parts[1]);
            if (operation is null)
            {
                string[] ids = [.. document.Operations.Select(static o => o.Id).OfType<string>()];
                string hint = Nearest.To(parts[1], ids) is { } near ? $"Did you mean `{near}`?"
                    : ids.Length == 0 ? $"Its operations have no ids: write `contract: {parts[0]}`, and the request's method and path say which is meant."
                    : $"It has: {string.Join(", ", ids.Order(StringComparer.Ordinal).Take(12))}{(ids.Length > 12 ? ", …" : string.Empty)}.";
                Report("ST1013", named.Span, $"`{document.File}` has no operation `{parts[1]}`.", hint);
                return null;
            }

            CheckSchemas(operation);
        }

        return Counted(new(parts[0], document, operation, checksRequest, named.Span));
    }

    /// <summary>A schema that cannot be applied is found now, and not by a run.</summary>
    private void CheckSchemas(OpenApiOperation operation)
    {
        IEnumerable<OpenApiMediaType> sent = [.. operation.RequestBody?.Content ?? [], .. operation.Parameters.SelectMany(static p => p.Content)];
        foreach (OpenApiSchema schema in sent.Select(static c => c.Schema).Concat(operation.Parameters.Select(static p => p.Schema)).OfType<OpenApiSchema>())
        {
            Check(schema, static s => s.ForRequest);
        }

        IEnumerable<OpenApiSchema?> answered = operation.Responses.SelectMany(static r => r.Content.Select(static c => c.Schema).Concat(r.Headers.Select(static h => h.Schema)));
        foreach (OpenApiSchema schema in answered.OfType<OpenApiSchema>())
        {
            Check(schema, static s => s.ForResponse);
        }
    }

    private void Check(OpenApiSchema schema, Func<OpenApiSchema, Schema> compile)
    {
        try
        {
            compile(schema);
        }
        catch (JsonSchemaException exception)
        {
            Report("ST1005", schema.SpanOf(exception.Location), $"This is not a schema: {exception.Reason}.", "Correct it; schemas are those of the version of OpenAPI that the file names.");
        }
    }

    private ContractPlan Counted(ContractPlan plan)
    {
        Used = Used.Union(plan.Document.Files);
        return plan;
    }

    private void Report(string code, SourceSpan span, string message, string hint) =>
        report(new(code, DiagnosticSeverity.Error, span, message, hint));
}
