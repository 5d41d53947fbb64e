using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Http;

/// <summary>Binds <c>multipart</c> and <c>file</c>.</summary>
internal static partial class HttpParts
{
    private const string Example = "photo: { file: data/photo.png, type: image/png }";

    /// <summary>A file of the project; null after a report.</summary>
    public static HttpFile? File(DocumentNode node, IBindContext context)
    {
        if (node is DocumentNode.Scalar { Kind: ScalarKind.Text } path && !path.Text.Contains("{{", StringComparison.Ordinal))
        {
            return context.ReadBytes(path) is { } content ? new HttpFile(path.Text, content) : null;
        }

        HttpDiagnostics.NotAFile(context, node.Span);
        return null;
    }

    public static ImmutableArray<HttpPart> Bind(DocumentNode node, IBindContext context)
    {
        if (node is not DocumentNode.Mapping map)
        {
            HttpDiagnostics.NotAMap(context, node, "multipart");
            return [];
        }

        return [.. map.Entries.Select(entry => Bind(entry, context)).OfType<HttpPart>()];
    }

    private static HttpPart? Bind(MappingEntry entry, IBindContext context)
    {
        HttpPart part = new(entry.Key.Text);
        if (entry.Value is not DocumentNode.Mapping map)
        {
            return part with { Value = context.Bind(entry.Value) };
        }

        VerbMap described = new(map, $"the part {entry.Key.Text}", Example, context);
        string? kind = described.OneOf("file", "json", "text", "size");
        part = part with { FileName = described.Value("filename"), Type = described.Value("type") };
        described.Finish();
        switch (kind)
        {
            case "file":
                return File(described.Node("file")!, context) is { } file ? part with { File = file } : null;
            case "size":
                return Size(described.Node("size")!, context) is { } size ? part with { Size = size } : null;
            case "json" or "text":
                return part with { Value = described.Value(kind), IsJson = kind == "json" };
            default:
                return null;
        }
    }

    private static long? Size(DocumentNode node, IBindContext context)
    {
        if (node is DocumentNode.Scalar scalar && Written().Match(scalar.Text) is { Success: true } match
            && long.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            long unit = match.Groups["unit"].Value switch { "KiB" => 1L << 10, "MiB" => 1L << 20, "GiB" => 1L << 30, _ => 1 };
            if (number <= (64L << 30) / unit)
            {
                return number * unit;
            }
        }

        ServerDiagnostics.NotAValue(context, node.Span, "size", "a number of bytes, at most 64GiB", "size: 50MiB");
        return null;
    }

    [GeneratedRegex(@"^(?<number>\d{1,12})(?<unit>B|KiB|MiB|GiB)?$", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Written();
}
