using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Expressions;

/// <summary>Binds what users write as values: scalars, lists and maps, with <c>{{ }}</c> at any depth.</summary>
public static class ValueBinder
{
    /// <summary>Binds a value.</summary>
    /// <param name="node">What the user wrote.</param>
    /// <param name="report">Takes what is found: syntax errors, unknown names and functions.</param>
    /// <param name="isKnownName">Whether a name can be used here.</param>
    /// <param name="knownNames">All names that can, for suggestions.</param>
    public static IBoundValue Bind(
        DocumentNode node,
        Action<Diagnostic> report,
        Func<string, bool> isKnownName,
        IReadOnlyCollection<string> knownNames) => node switch
        {
            DocumentNode.Scalar scalar => TemplateBinder.Bind(scalar, report, isKnownName, knownNames),
            DocumentNode.Sequence list => Settle(new ListValue(list.Span, [.. list.Items.Select(item => Bind(item, report, isKnownName, knownNames))])),
            DocumentNode.Mapping map => Settle(new MapValue(
                map.Span,
                [.. map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, Bind(e.Value, report, isKnownName, knownNames)))])),
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };

    /// <summary>A value that reads nothing; an expression in it is reported.</summary>
    /// <param name="node">What the user wrote.</param>
    /// <param name="report">Takes what is found.</param>
    /// <returns>The value; null's when there was something to report.</returns>
    internal static JsonElement Literal(DocumentNode node, Action<Diagnostic> report)
    {
        IBoundValue bound = Bind(node, report, static _ => false, []);
        return bound is ConstantValue constant ? constant.Evaluate(NoScope.Instance).Json : JsonValues.Null;
    }

    /// <summary>The value of what holds no <c>{{ }}</c>.</summary>
    /// <param name="node">What the user wrote.</param>
    internal static JsonElement Literal(DocumentNode node) =>
        Bind(node, static _ => { }, static _ => false, []).Evaluate(NoScope.Instance).Json;

    /// <summary>A value that never changes.</summary>
    /// <param name="span">Where it was written.</param>
    /// <param name="source">The text as written.</param>
    /// <param name="value">The value.</param>
    internal static IBoundValue Constant(SourceSpan span, string source, JsonElement value) => new ConstantValue(span, source, value);

    /// <summary>What holds no expression is evaluated once, now.</summary>
    private static IBoundValue Settle(ICompositeValue value) => value.Parts.All(part => part is ConstantValue)
        ? new ConstantValue(value.Span, value.Source, value.Evaluate(NoScope.Instance).Json)
        : value;

    private interface ICompositeValue : IBoundValue
    {
        IEnumerable<IBoundValue> Parts { get; }
    }

    /// <summary>The scope of what reads nothing.</summary>
    private sealed class NoScope : IFlowScope
    {
        public static readonly NoScope Instance = new();

        public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

        public bool TryGet(string name, out FlowValue value)
        {
            value = default;
            return false;
        }

        public Guid NextGuid() => Guid.Empty;
    }

    private sealed class ConstantValue(SourceSpan span, string source, JsonElement value) : IBoundValue
    {
        public SourceSpan Span => span;

        public string Source => source;

        public IReadOnlyCollection<string> Names => [];

        public FlowValue Evaluate(IFlowScope scope) => new(value);
    }

    private sealed class ListValue(SourceSpan span, ImmutableArray<IBoundValue> items) : ICompositeValue
    {
        public IEnumerable<IBoundValue> Parts => items;

        public SourceSpan Span => span;

        public string Source => $"[{string.Join(", ", items.Select(i => i.Source))}]";

        public IReadOnlyCollection<string> Names { get; } = [.. items.SelectMany(i => i.Names).Distinct(StringComparer.Ordinal)];

        public FlowValue Evaluate(IFlowScope scope)
        {
            FlowValue[] values = [.. items.Select(i => i.Evaluate(scope))];
            return new(
                JsonValues.Write(writer =>
                {
                    writer.WriteStartArray();
                    foreach (FlowValue value in values)
                    {
                        JsonValues.WriteTo(writer, value.Json);
                    }

                    writer.WriteEndArray();
                }),
                values.Any(v => v.IsSecret));
        }
    }

    private sealed class MapValue(SourceSpan span, ImmutableArray<KeyValuePair<string, IBoundValue>> entries) : ICompositeValue
    {
        public IEnumerable<IBoundValue> Parts => entries.Select(e => e.Value);

        public SourceSpan Span => span;

        public string Source => $"{{ {string.Join(", ", entries.Select(e => $"{e.Key}: {e.Value.Source}"))} }}";

        public IReadOnlyCollection<string> Names { get; } = [.. entries.SelectMany(e => e.Value.Names).Distinct(StringComparer.Ordinal)];

        public FlowValue Evaluate(IFlowScope scope)
        {
            (string Key, FlowValue Value)[] values = [.. entries.Select(e => (e.Key, e.Value.Evaluate(scope)))];
            return new(
                JsonValues.Write(writer =>
                {
                    writer.WriteStartObject();
                    foreach ((string key, FlowValue value) in values)
                    {
                        writer.WritePropertyName(key);
                        JsonValues.WriteTo(writer, value.Json);
                    }

                    writer.WriteEndObject();
                }),
                values.Any(v => v.Value.IsSecret));
        }
    }
}
