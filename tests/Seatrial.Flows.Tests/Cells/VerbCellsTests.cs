using System.Text.RegularExpressions;
using Seatrial.Flows.Http;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Cells;

/// <summary>
/// <c>docs/verb-tests.md</c> says for every verb which test shows it succeed, and fail in each of the ways there are. A cell has
/// tests that exist, and golden files of what they say, or a reason why there is no such case.
/// </summary>
public sealed partial class VerbCellsTests
{
    private static readonly string[] Cases = ["success", "expectation", "timeout", "refused", "credentials", "malformed"];

    private static readonly Lazy<Dictionary<string, string[]>> Sources = new(static () => Directory
        .EnumerateFiles(TestPaths.InRepository("tests"), "*Tests.cs", SearchOption.AllDirectories)
        .ToDictionary(static file => Path.GetFileNameWithoutExtension(file) + " " + file, static file => new[] { file, File.ReadAllText(file) }, StringComparer.Ordinal));

    [Fact]
    public void Every_verb_has_a_row()
    {
        using HttpTransport transport = new(new HttpTransportOptions(), TimeProvider.System);
        string[] verbs = [.. FlowVerbs.All(transport).Select(static verb => verb.Key).Order(StringComparer.Ordinal)];

        Assert.Equal(verbs, Rows(Page).Select(static row => row.Verb.Split(' ')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_cell_has_tests_and_golden_files_or_a_reason() => Assert.Empty(Wrong(Page));

    [Theory]
    [InlineData("SqlTests.RunAsync_NoSuchTest", "is no test")]
    [InlineData("RedisTests.RunAsync_Commands_AnswerTyped", "has no golden file")]
    [InlineData("", "is empty")]
    [InlineData("none", "is empty")]
    public void A_cell_that_holds_neither_is_told(string cell, string told)
    {
        string row = $"| sql | SqlTests.RunAsync_Postgres_ValuesKeepTheirTypes | {cell} | none: a reason that is long enough | none: a reason that is long enough | none: a reason that is long enough | none: a reason that is long enough |";

        Assert.Contains(told, Assert.Single(Wrong($"| verb | {string.Join(" | ", Cases)} |\n|---|\n{row}\n")), StringComparison.Ordinal);
    }

    private static string Page => File.ReadAllText(TestPaths.InRepository("docs", "verb-tests.md"));

    private static IEnumerable<(string Verb, string[] Cells)> Rows(string page) => page.Split('\n')
        .Where(static line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(static line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries))
        .SkipWhile(static cells => cells[0] != "verb")
        .Skip(1)
        .Select(static cells => (cells[0], cells[1..]));

    private static List<string> Wrong(string page)
    {
        List<string> wrong = [];
        foreach ((string verb, string[] cells) in Rows(page))
        {
            if (cells.Length != Cases.Length)
            {
                wrong.Add($"{verb}: {cells.Length} cells, and there are {Cases.Length} cases");
                continue;
            }

            foreach ((string cell, string one) in cells.Zip(Cases))
            {
                wrong.AddRange(WrongIn(cell, needsGolden: one != "success").Select(said => $"{verb}, {one}: {said}"));
            }
        }

        return wrong;
    }

    private static IEnumerable<string> WrongIn(string cell, bool needsGolden)
    {
        if (cell.StartsWith("none: ", StringComparison.Ordinal) && cell.Length > 20)
        {
            yield break;
        }

        MatchCollection tests = Test().Matches(cell);
        if (tests.Count == 0)
        {
            yield return $"`{cell}` is empty of tests, and of a reason (`none: why`)";
        }

        foreach (Match test in tests)
        {
            (string type, string method) = (test.Groups["type"].Value, test.Groups["method"].Value);
            string[]? source = Sources.Value.Where(known => known.Key.StartsWith(type + " ", StringComparison.Ordinal)).Select(static known => known.Value).FirstOrDefault(known => Regex.IsMatch(known[1], $@"\b{method}\(", RegexOptions.None, TimeSpan.FromSeconds(1)));
            if (source is null)
            {
                yield return $"{test.Value} is no test";
            }
            else if (needsGolden && Directory.GetFiles(Path.Combine(Path.GetDirectoryName(source[0])!, "Snapshots"), $"{type}.{method}.*").Length == 0)
            {
                yield return $"{test.Value} has no golden file";
            }
        }
    }

    [GeneratedRegex(@"\b(?<type>\w+Tests)\.(?<method>\w+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Test();
}
