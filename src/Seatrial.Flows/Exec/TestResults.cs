using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Exec;

/// <summary>The tests a command ran, as checks; or why there are none to tell of.</summary>
/// <param name="Checks">One for each test that ran.</param>
/// <param name="WhyNone">Why nothing was verified; null when something was.</param>
internal sealed record TestResults(ImmutableArray<CheckRecord> Checks, string? WhyNone)
{
    public const int MostCases = 50_000;
    private const int MostBytes = 32 * 1024 * 1024;

    /// <summary>Reads them; what cannot be read is told, and thrown never.</summary>
    public static TestResults Read(TestResultFormat format, ResultFiles? files, CapturedOutput output)
    {
        try
        {
            List<TestCase> cases = files is null
                ? ReadOutput(format, output)
                : [.. files.Written().SelectMany(file => ReadFile(format, file))];
            return cases.Count > MostCases ? throw TooMany() : Of(cases);
        }
        catch (TestResultsException exception)
        {
            return new([], exception.Message);
        }
    }

    /// <summary>Reads one file's text.</summary>
    /// <exception cref="TestResultsException">It is not of the format.</exception>
    public static List<TestCase> Parse(TestResultFormat format, byte[] text)
    {
        try
        {
            return format switch
            {
                TestResultFormat.Junit => JunitResults.Read(text),
                TestResultFormat.Trx => TrxResults.Read(text),
                TestResultFormat.Ctrf => CtrfResults.Read(text),
                TestResultFormat.Tap => TapResults.Read(Encoding.UTF8.GetString(text)),
                _ => throw new InvalidOperationException($"{format} is not a format."),
            };
        }
        catch (XmlException exception)
        {
            throw new TestResultsException(exception.Message.Contains("DTD", StringComparison.Ordinal)
                ? "holds a document type (<!DOCTYPE …>), which test results have no need of, and which is not read"
                : $"is not the XML it should be: {exception.Message}");
        }
        catch (JsonException exception)
        {
            throw new TestResultsException(string.Create(CultureInfo.InvariantCulture, $"is not JSON: line {(exception.LineNumber ?? 0) + 1}, byte {(exception.BytePositionInLine ?? 0) + 1}"));
        }
    }

    public static TestResultsException TooMany() => new(string.Create(CultureInfo.InvariantCulture, $"holds more than {MostCases} tests"));

    private static TestResults Of(List<TestCase> cases)
    {
        CheckRecord[] checks =
        [
            .. cases.Where(static test => test.Outcome != TestCaseOutcome.Skipped)
                .Select(static test => test.Outcome == TestCaseOutcome.Passed
                    ? new CheckRecord(test.Name, "passed", "passed", true, null)
                    : new CheckRecord(test.Name, "passed", "failed", false, string.IsNullOrWhiteSpace(test.Message) ? "failed, without a message" : test.Message.Trim())),
        ];
        string? why = checks.Length > 0 ? null
            : cases.Count == 0 ? "the results hold no test: nothing was verified"
            : string.Create(CultureInfo.InvariantCulture, $"all {cases.Count} tests were skipped: nothing was verified");
        return new([.. checks], why);
    }

    private static List<TestCase> ReadOutput(TestResultFormat format, CapturedOutput output)
    {
        try
        {
            return Parse(format, output.Bytes);
        }
        catch (TestResultsException exception)
        {
            throw new TestResultsException($"what the command printed {exception.Message}");
        }
    }

    private static List<TestCase> ReadFile(TestResultFormat format, FileInfo file)
    {
        try
        {
            return file.Length > MostBytes
                ? throw new TestResultsException($"is longer than {MostBytes / 1024 / 1024} MiB")
                : Parse(format, File.ReadAllBytes(file.FullName));
        }
        catch (TestResultsException exception)
        {
            throw new TestResultsException($"the file {file.Name} {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TestResultsException($"the file {file.Name} cannot be read: {exception.Message}");
        }
    }
}
