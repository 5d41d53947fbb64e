using Seatrial.TestKit;

namespace Seatrial.Project.Tests.JsonSchema;

/// <summary>The public test suite of JSON Schema 2020-12: all that is required, and the optional parts by name.</summary>
public sealed class ComplianceTests
{
    /// <summary>Optional cases that do not hold, as <c>file: group</c>.</summary>
    private static readonly string[] NotHeld =
    [
        // The tables of RFC 5892 are not here; the format is a note to readers.
        "idn-hostname: ",
    ];

    [Fact]
    public void Every_required_case_holds()
    {
        (int cases, IReadOnlyList<string> wrong) = Suite.Run(Directory.EnumerateFiles(SharedData.Require("json-schema/draft2020-12"), "*.json"), new());

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases}:\n{string.Join('\n', wrong)}");
        Assert.Equal(1299, cases);
    }

    [Fact]
    public void Every_optional_format_but_those_named_holds()
    {
        string folder = SharedData.Require("json-schema/draft2020-12/optional/format");

        (_, IReadOnlyList<string> wrong) = Suite.Run(Directory.EnumerateFiles(folder, "*.json"), new() { AssertFormats = true });

        string[] others = [.. wrong.Where(w => !NotHeld.Any(n => w.StartsWith(n, StringComparison.Ordinal)))];
        Assert.True(others.Length == 0, string.Join('\n', others));
    }
}
