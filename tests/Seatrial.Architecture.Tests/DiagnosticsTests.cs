using Seatrial.Architecture.Tests.Rules;

namespace Seatrial.Architecture.Tests;

public sealed class DiagnosticsTests
{
    [Fact]
    public void The_page_and_the_code_know_the_same_diagnostics() =>
        Repository.AssertNone(
            DiagnosticsRule.Violations(Repository.Product, new SourceFile(DiagnosticsRule.Page, TextOf(DiagnosticsRule.Page) + TextOf(DiagnosticsRule.LintPage))),
            $"Bring {DiagnosticsRule.Page} and {DiagnosticsRule.LintPage} up to date; a new diagnostic takes a number that no other has.");

    [Fact]
    public void Accepts_a_page_that_has_every_code() =>
        Assert.Empty(Violations("## ST01: YAML\n### ST0101\n### ST0102\n", ("Project", "ST0101"), ("Project", "ST0102"), ("Project", "ST0101")));

    [Fact]
    public void Rejects_a_code_without_a_heading() =>
        Assert.Equal(["ST0102 has no heading on the page"], Violations("## ST01: YAML\n### ST0101\n", ("Project", "ST0101"), ("Project", "ST0102")));

    [Fact]
    public void Rejects_a_heading_without_a_code() =>
        Assert.Equal(["ST0101 is on the page, and nothing gives it"], Violations("## ST01: YAML\n### ST0101\n"));

    [Theory]
    [InlineData("## ST01: YAML\n### ST0101\n### ST0101\n", "ST0101 stands behind ST0101")]
    [InlineData("## ST02: keys\n### ST0101\n", "ST0101 stands in the group ST02")]
    public void Rejects_a_heading_out_of_place(string page, string violation) =>
        Assert.Equal([violation], Violations(page, ("Project", "ST0101")));

    [Fact]
    public void Rejects_a_number_of_two_rooms() =>
        Assert.Equal(
            ["ST0101 is given by Seatrial.Flows and Seatrial.Project"],
            Violations("## ST01: YAML\n### ST0101\n", ("Project", "ST0101"), ("Flows", "ST0101")));

    private static string TextOf(string path) => Repository.Files.Single(f => f.Path == path).Text;

    private static IEnumerable<string> Violations(string page, params (string Room, string Code)[] used) => DiagnosticsRule.Violations(
        used.Select(u => new SourceFile($"src/Seatrial.{u.Room}/X.cs", $"Report(\"{u.Code}\", span);")),
        new SourceFile(DiagnosticsRule.Page, page));
}
