using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Arazzo;

/// <summary>The address of an operation: where its service is, and its path with the values of the step.</summary>
/// <param name="source">Its source description.</param>
/// <param name="template">Its path.</param>
/// <param name="values">The values, by the parameter's name.</param>
/// <param name="span">Where the step stands.</param>
internal sealed class OperationAddress(ArazzoSource source, PathTemplate template, IReadOnlyDictionary<string, IBoundValue> values, SourceSpan span) : IBoundValue
{
    /// <inheritdoc/>
    public SourceSpan Span => span;

    /// <inheritdoc/>
    public string Source => template.Text;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } =
        [.. values.Values.SelectMany(static v => v.Names).Concat(source.Service is { } service ? [service] : Array.Empty<string>()).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public FlowValue Evaluate(IFlowScope scope)
    {
        string path = template.Text;
        bool isSecret = false;
        foreach (string name in template.Names)
        {
            FlowValue value = values.TryGetValue(name, out IBoundValue? bound) ? bound.Evaluate(scope) : default;
            string text = value.Json.ValueKind == JsonValueKind.Array
                ? string.Join(',', value.Json.EnumerateArray().Select(static i => Uri.EscapeDataString(new FlowValue(i).ToText())))
                : Uri.EscapeDataString(value.ToText());
            if (!value.Exists || value.Json.ValueKind == JsonValueKind.Null || text is "" or "." or "..")
            {
                throw new FlowExpressionException(span, $"the path parameter `{name}` of {template.Text} has no value that can stand in a path ({bound?.Source ?? "the step gives none"})", name);
            }

            isSecret |= value.IsSecret;
            path = path.Replace($"{{{name}}}", text, StringComparison.Ordinal);
        }

        FlowValue known = default;
        string? address = source.Service is { } service && scope.TryGet(service, out known) && known.Exists ? known.ToText().TrimEnd('/') + ServerPath(known.ToText()) : source.Server;
        return address is null
            ? throw new FlowExpressionException(span, $"nothing says where `{source.Name}` is")
            : new(JsonValues.Text(address + path), isSecret || known.IsSecret);
    }

    /// <summary>The path of the description's server, unless the service's address has a path of its own.</summary>
    private string ServerPath(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? known) && known.AbsolutePath is "/" ? source.Document.ServerPaths.FirstOrDefault() ?? string.Empty : string.Empty;
}
