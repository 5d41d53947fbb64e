using System.Text.Json;
using System.Text.Json.Nodes;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Tests.Http;

/// <summary>Binds values that mean what they say: for tests of one verb alone.</summary>
internal sealed class LiteralContext(params string[] services) : IBindContext
{
    public List<Diagnostic> Reported { get; } = [];

    public IReadOnlyCollection<string> Services => services;

    public IReadOnlyCollection<string> FlowIds => [];

    public string Folder => Path.GetTempPath();

    public string? ReadFile(DocumentNode.Scalar path) => null;

    public string? FindFile(string path) => null;

    public void Report(Diagnostic diagnostic) => Reported.Add(diagnostic);

    public IBoundValue Bind(DocumentNode node) => new Literal(node);

    private static JsonNode? ToJson(DocumentNode node) => node switch
    {
        DocumentNode.Scalar { Kind: ScalarKind.Null } => null,
        DocumentNode.Scalar { Kind: ScalarKind.Text } text => JsonValue.Create(text.Text),
        DocumentNode.Scalar other => JsonNode.Parse(other.Text),
        DocumentNode.Sequence list => new JsonArray([.. list.Items.Select(ToJson)]),
        DocumentNode.Mapping map => new JsonObject(map.Entries.Select(static entry => KeyValuePair.Create(entry.Key.Text, ToJson(entry.Value)))),
        _ => throw new InvalidOperationException(),
    };

    private sealed class Literal(DocumentNode node) : IBoundValue
    {
        public SourceSpan Span => node.Span;

        public string Source => ToJson(node)?.ToJsonString() ?? "null";

        public IReadOnlyCollection<string> Names => [];

        public FlowValue Evaluate(IFlowScope scope) =>
            new(JsonSerializer.Deserialize<JsonElement>(ToJson(node)?.ToJsonString() ?? "null"));
    }
}
