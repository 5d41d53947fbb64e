using Seatrial.Architecture.Tests.Rules;

namespace Seatrial.Architecture.Tests;

public sealed class FolderTests
{
    [Fact]
    public void Folders_are_features() =>
        Repository.AssertNone(
            Repository.Product.Concat(Repository.Tests).SelectMany(FolderRule.Violations),
            "Name the folder after the feature; a port lives beside the Core feature that calls it.");

    [Fact]
    public void Namespaces_follow_folders() =>
        Repository.AssertNone(Repository.Product.SelectMany(FolderRule.Namespace), "Move the file or rename.");

    [Theory]
    [InlineData("src/Seatrial.Core/Helpers/X.cs")]
    [InlineData("src/Seatrial.Core/Runs/Models/X.cs")]
    [InlineData("src/Seatrial.Core/A/B/C/X.cs")]
    public void Rejects_a_folder(string path) => Assert.Single(FolderRule.Violations(new SourceFile(path, "")));

    [Fact]
    public void Accepts_two_levels() =>
        Assert.Empty(FolderRule.Violations(new SourceFile("src/Seatrial.Flows/Http/Auth/X.cs", "")));

    [Fact]
    public void Rejects_a_namespace_that_is_not_the_folder() =>
        Assert.Single(FolderRule.Namespace(new SourceFile("src/Seatrial.Core/Runs/X.cs", "using A;\n\nnamespace Seatrial.Core;\n")));

    [Fact]
    public void Accepts_a_namespace_that_is_the_folder() =>
        Assert.Empty(FolderRule.Namespace(new SourceFile("src/Seatrial.Core/Runs/X.cs", "namespace Seatrial.Core.Runs;\n")));
}
