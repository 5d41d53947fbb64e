using Seatrial.TestKit;

namespace Seatrial.Project.Tests.JsonSchema;

/// <summary>The public test suite of JSON Schema 2020-12: all that is required. Formats, which are optional, have tests of their own.</summary>
public sealed class ComplianceTests
{
    [Fact]
    public void Every_required_case_holds()
    {
        (int cases, IReadOnlyList<string> wrong) = Suite.Run(Directory.EnumerateFiles(SharedData.Require("json-schema/draft2020-12"), "*.json"), new());

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases}:\n{string.Join('\n', wrong)}");
        Assert.Equal(1299, cases);
    }
}
