using System.Text.Json;
using Seatrial.Project.JsonPath;
using Seatrial.TestKit;

namespace Seatrial.Project.Tests.JsonPath;

/// <summary>The public compliance suite of RFC 9535.</summary>
public sealed class ComplianceTests
{
    [Fact]
    public void Every_case_of_the_suite_holds()
    {
        using JsonDocument suite = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("jsonpath/cts.json")));
        List<string> wrong = [];
        int cases = 0;
        foreach (JsonElement test in suite.RootElement.GetProperty("tests").EnumerateArray())
        {
            cases++;
            if (Problem(test) is { } problem)
            {
                wrong.Add($"{test.GetProperty("name").GetString()}: {test.GetProperty("selector").GetString()}: {problem}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(703, cases);
    }

    private static string? Problem(JsonElement test)
    {
        JsonPathQuery? query = JsonPathQuery.TryParse(test.GetProperty("selector").GetString()!, out JsonPathError? error);
        if (test.TryGetProperty("invalid_selector", out _))
        {
            return query is null ? null : "accepted, and is invalid";
        }

        if (query is null)
        {
            return $"refused: {error!.Message} at {error.Offset}";
        }

        JsonElement document = test.GetProperty("document");
        string actual = JsonSerializer.Serialize(query.Select(document));
        JsonElement[] allowed = test.TryGetProperty("results", out JsonElement several) ? [.. several.EnumerateArray()] : [test.GetProperty("result")];
        if (!allowed.Any(a => JsonSerializer.Serialize(a) == actual))
        {
            return $"selected {actual}";
        }

        string paths = JsonSerializer.Serialize(query.SelectNodes(document).Select(n => n.Path));
        JsonElement[] allowedPaths = test.TryGetProperty("results_paths", out JsonElement severalPaths) ? [.. severalPaths.EnumerateArray()]
            : test.TryGetProperty("result_paths", out JsonElement one) ? [one]
            : [];
        return allowedPaths.Length == 0 || allowedPaths.Any(p => JsonSerializer.Serialize(p) == paths) ? null : $"paths are {paths}";
    }
}
