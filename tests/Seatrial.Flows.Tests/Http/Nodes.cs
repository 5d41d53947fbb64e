using Seatrial.Core.Documents;

namespace Seatrial.Flows.Tests.Http;

/// <summary>Document trees in few words.</summary>
internal static class Nodes
{
    private static readonly SourceSpan Here = new("t.flow.yaml", 1, 1);

    public static DocumentNode.Mapping Map(params (string Key, object? Value)[] entries) =>
        new([.. entries.Select(static entry => new MappingEntry((DocumentNode.Scalar)Of(entry.Key), Of(entry.Value)))], Here);

    public static DocumentNode Of(object? value) => value switch
    {
        DocumentNode node => node,
        null => new DocumentNode.Scalar(string.Empty, ScalarKind.Null, false, Here),
        bool flag => new DocumentNode.Scalar(flag ? "true" : "false", ScalarKind.Boolean, false, Here),
        int number => new DocumentNode.Scalar(number.ToString(System.Globalization.CultureInfo.InvariantCulture), ScalarKind.Integer, false, Here),
        string text => new DocumentNode.Scalar(text, ScalarKind.Text, false, Here),
        object?[] items => new DocumentNode.Sequence([.. items.Select(Of)], Here),
        _ => throw new ArgumentException("no such node", nameof(value)),
    };
}
