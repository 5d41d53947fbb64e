using System.Text;
using CsCheck;
using Seatrial.Flows.Exec;

namespace Seatrial.Flows.Tests.Exec;

public sealed class TestResultsTests
{
    private const string Trx = """
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
          <UnitTestResult testName="A.Passes" outcome="Passed" />
          <UnitTestResult testName="A.Fails" outcome="Failed"><Output><ErrorInfo><Message>expected 1</Message><StackTrace>at A.cs:1</StackTrace></ErrorInfo></Output></UnitTestResult>
          <UnitTestResult testName="A.Rows" outcome="Failed"><InnerResults><UnitTestResult testName="A.Rows(1)" outcome="Passed"/><UnitTestResult testName="A.Rows(2)" outcome="Timeout"/></InnerResults></UnitTestResult>
          <UnitTestResult testName="A.Later" outcome="NotExecuted" />
        </Results><ResultSummary outcome="Failed" /></TestRun>
        """;

    private const string Ctrf = """
        {"results":{"tool":{"name":"x"},"tests":[{"name":"a","status":"passed","duration":1},{"name":"b","suite":"S","status":"failed","message":"no","trace":"at b"},{"name":"c","status":"pending"},{"name":"d","status":"other"}]}}
        """;

    private const string Tap = """
        TAP version 13
        1..5
        ok 1 - a
        not ok 2 - b
          ---
          message: expected 1
          ...
        some output
        ok 3 - c # SKIP no sandbox
        not ok 4 - d # ToDo later
        ok 5
        """;

    private const string Junit = """<testsuites><testsuite><testcase name="a"/><testcase name="b"><failure message="m">m at b</failure></testcase><testcase name="c"><skipped/></testcase></testsuite></testsuites>""";

    public static TheoryData<string, string[]> Good => new()
    {
        { Junit, ["a: Passed ", "b: Failed m at b", "c: Skipped "] },
        { Trx, ["A.Passes: Passed Passed", "A.Fails: Failed expected 1|at A.cs:1", "A.Rows(1): Passed Passed", "A.Rows(2): Failed Timeout", "A.Later: Skipped NotExecuted"] },
        { Ctrf, ["a: Passed its status is passed", "S: b: Failed no|at b", "c: Skipped its status is pending", "d: Failed its status is other"] },
        { Tap, ["a: Passed ", "b: Failed message: expected 1", "c: Skipped ", "d: Skipped ", "test 5: Passed "] },
        { "1..2\nok 1 - a\nBail out! no database", ["a: Passed ", "the test run: Failed it gave up: no database"] },
        { "ok 1 - a\n1..3", ["a: Passed ", "the test run: Failed it planned 3 tests, and told of 1"] },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Parse_Sound_TellsEveryTest(string text, string[] expected) =>
        Assert.Equal(expected, TestResults.Parse(FormatOf(text), Encoding.UTF8.GetBytes(text)).Select(static test => $"{test.Name}: {test.Outcome} {test.Message?.Trim().ReplaceLineEndings("|")}"));

    [Theory]
    [InlineData("<html/>", "is not JUnit's XML: it begins with <html>")]
    [InlineData("""{"results":{}}""", "is not CTRF: it has no list at $.results.tests")]
    [InlineData("""{"results":{"tests":[{}]}}""", "is not CTRF: a test has no status")]
    [InlineData("{", "is not JSON: line 1, byte 2")]
    public void Parse_Other_SaysWhatItIsNot(string text, string why) =>
        Assert.Equal(why, Assert.Throws<TestResultsException>(() => TestResults.Parse(FormatOf(text), Encoding.UTF8.GetBytes(text))).Message);

    [Fact]
    public void Parse_NestedWithoutEnd_IsRefused()
    {
        string deep = "<testsuites>" + string.Concat(Enumerable.Repeat("<testsuite>", 100_000));

        Assert.Contains("nested deeper", Assert.Throws<TestResultsException>(() => TestResults.Parse(TestResultFormat.Junit, Encoding.UTF8.GetBytes(deep))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NestedResultsWithoutEnd_IsRefused()
    {
        string deep = "<TestRun>" + string.Concat(Enumerable.Repeat("<UnitTestResult>", 100_000));

        Assert.Throws<TestResultsException>(() => TestResults.Parse(TestResultFormat.Trx, Encoding.UTF8.GetBytes(deep)));
    }

    /// <summary>Whatever a command writes, the parsers read it or say why not; nothing else comes out of them.</summary>
    [Fact]
    public void Parse_AnyMutation_ReadsItOrSaysWhyNot() =>
        Gen.Select(
            OneOf(Junit, Trx, Ctrf, Tap),
            Gen.Select(Gen.Double[0, 1], Gen.Int[0, 8], Gen.OneOf<byte[]>(Gen.Byte.Array[0, 6], OneOf("<"u8.ToArray(), "</testcase>"u8.ToArray(), "&x;"u8.ToArray(), "\\ud800"u8.ToArray(), "not ok "u8.ToArray(), "1..99999999999"u8.ToArray(), "]]>"u8.ToArray()))).Array[0, 5])
            .Sample((text, edits) =>
            {
                List<byte> bytes = [.. Encoding.UTF8.GetBytes(text)];
                foreach ((double at, int removed, byte[] added) in edits)
                {
                    int start = (int)(at * (bytes.Count - 1));
                    bytes.RemoveRange(start, Math.Min(removed, bytes.Count - start - 1));
                    bytes.InsertRange(start, added);
                }

                try
                {
                    TestResults.Parse(FormatOf(text), [.. bytes]);
                }
                catch (TestResultsException exception)
                {
                    Assert.NotEmpty(exception.Message);
                }
            }, iter: 20_000);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static TestResultFormat FormatOf(string text) => text switch
    {
        ['<', 'T', ..] => TestResultFormat.Trx,
        ['<', ..] => TestResultFormat.Junit,
        ['{', ..] => TestResultFormat.Ctrf,
        _ => TestResultFormat.Tap,
    };
}
