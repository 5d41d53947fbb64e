using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Seatrial.Flows.Exec;

/// <summary>Reads the lines of the Test Anything Protocol; other lines are not its own, and mean nothing.</summary>
/// <example>
/// <code>
/// 1..3
/// ok 1 - an order is placed
/// not ok 2 - what is sold out is refused
///   ---
///   message: expected 409, was 201
///   ...
/// ok 3 - refunds # SKIP no sandbox
/// </code>
/// </example>
internal static partial class TapResults
{
    private const int LongestMessage = 20_000;

    public static List<TestCase> Read(string text)
    {
        List<TestCase> cases = [];
        int? planned = null;
        StringBuilder? said = null;
        foreach (string line in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'))
        {
            if (Test().Match(line) is { Success: true } test)
            {
                Settle(cases, said);
                TestCase read = CaseOf(test, cases.Count + 1);
                cases.Add(read);
                said = read.Outcome == TestCaseOutcome.Failed ? new StringBuilder() : null;
            }
            else if (Plan().Match(line) is { Success: true } plan)
            {
                planned = int.TryParse(plan.Groups["last"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int last) ? last : throw TestResults.TooMany();
            }
            else if (line.StartsWith("Bail out!", StringComparison.Ordinal))
            {
                Settle(cases, said);
                cases.Add(new("the test run", TestCaseOutcome.Failed, $"it gave up: {line["Bail out!".Length..].Trim()}"));
                return cases;
            }
            else if (said is { Length: < LongestMessage } && (line.StartsWith('#') || line.StartsWith("  ", StringComparison.Ordinal)) && line.Trim() is not ("---" or "..."))
            {
                said.AppendLine(line.TrimStart('#', ' '));
            }

            if (cases.Count > TestResults.MostCases)
            {
                throw TestResults.TooMany();
            }
        }

        Settle(cases, said);
        if (planned is null)
        {
            throw new TestResultsException("is not TAP, or it was cut off: it has no plan such as 1..3");
        }

        if (planned != cases.Count)
        {
            cases.Add(new("the test run", TestCaseOutcome.Failed, string.Create(CultureInfo.InvariantCulture, $"it planned {planned} tests, and told of {cases.Count}")));
        }

        return cases;
    }

    private static TestCase CaseOf(Match test, int number)
    {
        string description = test.Groups["description"].Value.Trim();
        string name = description.Length > 0 ? description : string.Create(CultureInfo.InvariantCulture, $"test {number}");
        bool isExcused = test.Groups["directive"].Success;
        bool isOk = !test.Groups["not"].Success;
        bool isTodo = test.Groups["directive"].Value.StartsWith("todo", StringComparison.OrdinalIgnoreCase);
        return new(name, isExcused && !(isTodo && isOk) ? TestCaseOutcome.Skipped : isOk ? TestCaseOutcome.Passed : TestCaseOutcome.Failed, null);
    }

    private static void Settle(List<TestCase> cases, StringBuilder? said)
    {
        if (said is { Length: > 0 })
        {
            cases[^1] = cases[^1] with { Message = said.ToString().Trim() };
        }
    }

    [GeneratedRegex(@"^(?<not>not )?ok\b( +\d+)?( +-)?(?<description>[^#]*)(#\s*(?<directive>([sS][kK][iI][pP]|[tT][oO][dD][oO])\S*).*|#.*)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Test();

    [GeneratedRegex(@"^1\.\.(?<last>\d{1,9})\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plan();
}
