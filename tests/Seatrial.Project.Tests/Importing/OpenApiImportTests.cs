using CsCheck;
using Seatrial.Project.Importing;
using Seatrial.Project.Importing.Drafting;
using Seatrial.TestKit;

namespace Seatrial.Project.Tests.Importing;

public sealed class OpenApiImportTests
{
    [Theory]
    [InlineData("arazzo/1.0.0/pet-coupons.openapi.yaml")]
    [InlineData("arazzo/1.0.0/bnpl-openapi.yaml")]
    public void A_public_description_becomes_journeys(string path)
    {
        string text = File.ReadAllText(SharedData.Require(path));

        ImportResult result = ImportText.Of(ImportKind.OpenApi, text, new ImportOptions { Project = "shop", BaseAddress = "http://localhost:4010" });

        Snapshot.Match(ImportText.All(result), Path.GetFileNameWithoutExtension(path).Split('.', '-')[0]);
    }

    [Theory]
    [InlineData("^[A-Z]{3}-[0-9]{4}$")]
    [InlineData(@"^\d{5}(-\d{4})?$")]
    [InlineData("^(red|green)[^a]+x*$")]
    [InlineData(@"^\w+@\w+\.com$")]
    public void A_sample_matches_its_pattern(string pattern) =>
        Assert.Matches(pattern, PatternSample.Of(pattern)!);

    [Fact]
    public void Random_patterns_end() => Gen.String[Gen.Char["ab()[]{}|?*+^$\\d0,1.-"], 0, 24].Sample(static pattern => _ = PatternSample.Of(pattern), iter: LongTests.Choose(5000, 200_000));

    [Fact]
    public void Rejects_what_is_no_description() =>
        Assert.Equal("ST1001", Assert.Throws<ImportException>(() => ImportText.Of(ImportKind.OpenApi, "swagger: '2.0'\n")).Diagnostic.Code);
}
