using Seatrial.TestKit;

namespace Seatrial.EndToEnd.Tests.Demo;

/// <summary>Without Seatrial the defective releases look fine. That their readiness is green is shown by every demo: the supervisor deploys nothing that is not ready.</summary>
public sealed class GreenButBrokenTests
{
    public static TheoryData<string> Defects =>
        LongTests.Enabled
            ? [.. Directory.GetDirectories(TestPaths.InRepository("samples", "shop", "defects")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)]
            : ["renamed-field"];

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task The_shops_own_tests_pass_on_a_defective_release(string defect)
    {
        ProcessResult result = await ChildProcess.RunAsync(
            TestPaths.InRepository("samples", "shop", "test-release"),
            [defect],
            TestContext.Current.CancellationToken,
            within: TimeSpan.FromMinutes(8));

        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
