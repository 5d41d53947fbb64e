using System.Text;
using System.Text.Json;
using Seatrial.Flows.Http;

namespace Seatrial.Flows.Exec;

/// <summary>Reads Common Test Report Format: <c>{"results":{"tests":[{"name":"…","status":"failed","message":"…"}]}}</c>.</summary>
internal static class CtrfResults
{
    public static List<TestCase> Read(byte[] text)
    {
        // By way of a text: what is not UTF-8 in it shows, and is no failure.
        JsonElement root = JsonText.Parse(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).TrimStart('\uFEFF')), out string? whyUnreadable);
        if (whyUnreadable is not null)
        {
            throw new TestResultsException($"is not valid JSON text: {whyUnreadable}");
        }

        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("results", out JsonElement results)
            || results.ValueKind != JsonValueKind.Object
            || !results.TryGetProperty("tests", out JsonElement tests)
            || tests.ValueKind != JsonValueKind.Array)
        {
            throw new TestResultsException("is not CTRF: it has no list at $.results.tests");
        }

        if (tests.GetArrayLength() > TestResults.MostCases)
        {
            throw TestResults.TooMany();
        }

        return [.. tests.EnumerateArray().Select(Read)];
    }

    private static TestCase Read(JsonElement test)
    {
        if (test.ValueKind != JsonValueKind.Object || TextOf(test, "status") is not { } status)
        {
            throw new TestResultsException("is not CTRF: a test has no status");
        }

        string name = TextOf(test, "name") ?? "a test without a name";
        string? suite = TextOf(test, "suite");
        string?[] said = [TextOf(test, "message"), TextOf(test, "trace")];
        string message = string.Join('\n', said.Where(static part => !string.IsNullOrWhiteSpace(part)));
        return new(
            string.IsNullOrEmpty(suite) || name.StartsWith(suite, StringComparison.Ordinal) ? name : $"{suite}: {name}",
            status switch
            {
                "passed" => TestCaseOutcome.Passed,
                "skipped" or "pending" => TestCaseOutcome.Skipped,
                _ => TestCaseOutcome.Failed,
            },
            message.Length > 0 ? message : $"its status is {status}");
    }

    private static string? TextOf(JsonElement test, string name) =>
        test.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
