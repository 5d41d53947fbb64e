using System.Text.RegularExpressions;
using Seatrial.Seeding.Detection;
using Seatrial.Seeding.Schema;
using Seatrial.TestKit;

namespace Seatrial.Seeding.Tests.Detection;

/// <summary>A column, and what a person says it is about.</summary>
internal sealed partial record LabelledColumn(string Table, string Column, ScalarKind Kind, Meaning[] Right, string[] Values)
{
    public ColumnMeaning Found { get; } = ColumnDetector.Of(Table, Column, Kind, Values);

    public static IReadOnlyList<LabelledColumn> All { get; } =
    [
        .. File.ReadLines(TestPaths.InRepository("tests", "Seatrial.Seeding.Tests", "Detection", "labelled-columns.txt"))
            .Where(static line => line.Length > 0 && line[0] != '#')
            .Select(static line => Form().Match(line))
            .Select(static m => new LabelledColumn(
                m.Groups["table"].Value,
                m.Groups["column"].Value,
                Enum.Parse<ScalarKind>(m.Groups["type"].Value, ignoreCase: true),
                [.. m.Groups["meaning"].Value.Split('|').Select(Enum.Parse<Meaning>)],
                [.. m.Groups["values"].Value.Split(" ; ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)])),
    ];

    [GeneratedRegex(@"^(?<table>[^. ]+)\.(?<column>\S+) : (?<type>\w+) = (?<meaning>[\w|]+) :(?<values>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
