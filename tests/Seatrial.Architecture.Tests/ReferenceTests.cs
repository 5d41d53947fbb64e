using Seatrial.Architecture.Tests.Rules;

namespace Seatrial.Architecture.Tests;

public sealed class ReferenceTests
{
    [Fact]
    public void Every_room_references_only_what_the_map_allows() =>
        Repository.AssertNone(
            Repository.ProductProjects.SelectMany(ReferenceRule.Violations),
            "Rooms meet through ports in Core; see 'The one rule of direction' in docs/architecture.md.");

    [Fact]
    public void Package_versions_live_in_one_place() =>
        Repository.AssertNone(
            Repository.Projects.SelectMany(ReferenceRule.PinnedVersions),
            "Put the version into Directory.Packages.props.");

    [Fact]
    public void There_are_at_most_twelve_rooms()
    {
        Assert.NotEmpty(Repository.ProductProjects);
        Assert.InRange(Repository.ProductProjects.Count, 1, ReferenceRule.MostProjects);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Files.Single(f => f.Path == "Seatrial.slnx").Text;
        var missing = Repository.Projects
            .Where(p => !p.Path.StartsWith("samples/", StringComparison.Ordinal))
            .Where(p => !solution.Contains($"\"{p.Path}\"", StringComparison.Ordinal))
            .Select(p => p.Path);

        Repository.AssertNone(missing, "Add it to Seatrial.slnx, or nothing builds it.");
    }

    [Theory]
    [InlineData("Seatrial.Core", "<ProjectReference Include='../Seatrial.Project/Seatrial.Project.csproj' />")]
    [InlineData("Seatrial.Core", "<PackageReference Include='Dapper' />")]
    [InlineData("Seatrial.Core", "<FrameworkReference Include='Microsoft.AspNetCore.App' />")]
    [InlineData("Seatrial.Flows", "<ProjectReference Include='../Seatrial.Storage/Seatrial.Storage.csproj' />")]
    [InlineData("Seatrial.Storage", "<ProjectReference Include='..\\Seatrial.Project\\Seatrial.Project.csproj' />")]
    [InlineData("Seatrial.Server", "<ProjectReference Include='../Seatrial.Cli/Seatrial.Cli.csproj' />")]
    [InlineData("Seatrial.Cli", "<ProjectReference Include='../Seatrial.Browser/Seatrial.Browser.csproj' />")]
    [InlineData("Seatrial.Extras", "")]
    public void Rejects_a_reference_against_the_direction(string project, string item) =>
        Assert.Single(ReferenceRule.Violations(Sample(project, item)));

    [Theory]
    [InlineData("Seatrial.Flows", "<ProjectReference Include='../Seatrial.Project/Seatrial.Project.csproj' />")]
    [InlineData("Seatrial.Cli", "<ProjectReference Include='../Seatrial.Server/Seatrial.Server.csproj' />")]
    public void Accepts_a_reference_along_the_direction(string project, string item) =>
        Assert.Empty(ReferenceRule.Violations(Sample(project, item)));

    [Fact]
    public void Rejects_a_version_in_a_project_file() =>
        Assert.Single(ReferenceRule.PinnedVersions(Sample("Seatrial.Cli", "<PackageReference Include='Dapper' Version='2.0.0' />")));

    private static ProjectFile Sample(string name, string item) =>
        ProjectFile.Parse(new SourceFile($"src/{name}/{name}.csproj", $"<Project><ItemGroup>{item}</ItemGroup></Project>"));
}
