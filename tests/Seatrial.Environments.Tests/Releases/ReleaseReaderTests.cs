using System.Collections.Immutable;
using CsCheck;
using Seatrial.Core;
using Seatrial.Core.Documents;
using Seatrial.Environments.Releases;
using Seatrial.TestKit;

namespace Seatrial.Environments.Tests.Releases;

public sealed class ReleaseReaderTests
{
    private static readonly SourceSpan Here = new("release.yaml", 1, 1);

    private static readonly string[] Known =
        ["release", "services", "version", "build", "run", "settings", "gateway", "root", "ready", "why", "dotnet", ".."];

    [Fact]
    public void ReadManifest_WellFormed_KeepsOrderAndText()
    {
        ReleaseReading<ReleaseManifest> reading = ReleaseReader.ReadManifest(Map(
            ("release", Text("1.1.0")),
            ("why", Text("Longer pages.")),
            ("fault", Map(("service", Text("catalog")))),
            ("services", Map(
                ("orders", Service("1.10")),
                ("catalog", Service("1.1.0", ("Catalog__PageSize", "60")))))));

        Assert.Empty(reading.Diagnostics);
        Assert.Equal("orders catalog", string.Join(' ', reading.Value!.Services.Select(s => s.Name)));
        Assert.Equal("1.10", reading.Value.Services[0].Version);
        Assert.Equal("60", reading.Value.Services[1].Settings["Catalog__PageSize"]);
    }

    [Theory]
    [InlineData("Catalog", "1.0", "out", "dotnet", "A", "cannot be the name of a service")]
    [InlineData("a/b", "1.0", "out", "dotnet", "A", "cannot be the name of a service")]
    [InlineData("catalog", "1/0", "out", "dotnet", "A", "cannot be a version")]
    [InlineData("catalog", "1.0", "../out", "dotnet", "A", "outside the root")]
    [InlineData("catalog", "1.0", "/out", "dotnet", "A", "outside the root")]
    [InlineData("catalog", "1.0", "out", "/bin/sh", "A", "neither a program")]
    [InlineData("catalog", "1.0", "out", "../sh", "A", "neither a program")]
    [InlineData("catalog", "1.0", "out", "dotnet", "A=B", "cannot be a setting")]
    [InlineData("catalog", "1.0", "out", "dotnet", "DATA_DIR", "cannot be a setting")]
    public void Rejects_WhatCouldReachOutside(
        string name, string version, string build, string program, string setting, string message)
    {
        ReleaseReading<ReleaseManifest> reading = ReleaseReader.ReadManifest(Map(
            ("release", Text("1")),
            ("services", Map((name, Map(
                ("version", Text(version)),
                ("build", Text(build)),
                ("run", List(Text(program))),
                ("settings", Map((setting, Text("x"))))))))));

        Assert.Null(reading.Value);
        Diagnostic diagnostic = Assert.Single(reading.Diagnostics);
        Assert.Contains(message, diagnostic.Message, StringComparison.Ordinal);
        Assert.NotEmpty(diagnostic.Hint!);
    }

    [Fact]
    public void ReadManifest_SeveralMistakes_TellsAll()
    {
        ReleaseReading<ReleaseManifest> reading = ReleaseReader.ReadManifest(Map(
            ("relase", Text("1")),
            ("services", Map(("catalog", Map(("version", Text("1"))))))));

        Assert.Equal(4, reading.Diagnostics.Length);
    }

    [Fact]
    public void ReadSpec_Defaults_AreRootAndReadiness()
    {
        ReleaseReading<ProcessSpec> reading = ReleaseReader.ReadSpec(Map(("gateway", Service("1.0.0"))));

        Assert.Equal(".", reading.Value!.Root);
        Assert.Equal("/health/ready", reading.Value.Ready);
        Assert.Equal("gateway", reading.Value.Gateway.Name);
    }

    [Fact]
    public void Read_AnyTree_NeverThrowsAndGivesAValueOrDiagnostics() => Trees().Sample(tree =>
        Settles(ReleaseReader.ReadManifest(tree)) && Settles(ReleaseReader.ReadSpec(tree)));

    [Fact]
    public void Plan_ReleaseOverCommon_ExpandsAndWins()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.At("out"));
        ProcessSpec spec = ReleaseReader.ReadSpec(Map(
            ("gateway", Service("1.0.0")),
            ("root", Text("..")),
            ("settings", Map(("A", Text("{{ secret }}")), ("B", Text("common")))))).Value!;
        ReleaseManifest manifest = ReleaseReader.ReadManifest(Map(
            ("release", Text("1")),
            ("services", Map(("catalog", Service("1.0.0", ("B", "own"))))))).Value!;

        ReleasePlan plan = ReleasePlanner.Plan(spec, manifest, folder.At("project"), text => text.Replace("{{ secret }}", "known", StringComparison.Ordinal));

        ServicePlan service = Assert.Single(plan.Services);
        Assert.Equal(folder.At("out"), service.Folder);
        Assert.Equal("known", service.Settings["A"]);
        Assert.Equal("own", service.Settings["B"]);
    }

    [Fact]
    public void Plan_BuildMissing_SaysSo()
    {
        using var folder = new TempFolder();
        ProcessSpec spec = ReleaseReader.ReadSpec(Map(("gateway", Service("1.0.0")))).Value!;

        SeatrialException error = Assert.Throws<SeatrialException>(() => ReleasePlanner.Plan(
            spec, new ReleaseManifest("1", null, []), folder.Root, text => text));

        Assert.Equal("release-unusable", error.Code);
    }

    private static bool Settles<T>(ReleaseReading<T> reading)
        where T : class => reading.Value is null != reading.Diagnostics.IsEmpty;

    private static Gen<DocumentNode> Trees()
    {
        Gen<string> words = Gen.OneOf(
            Gen.Int[0, Known.Length - 1].Select(i => Known[i]),
            Gen.String[0, 6]);
        return Gen.Recursive<DocumentNode>((depth, tree) =>
        {
            Gen<DocumentNode> scalar = Gen.Select(words, Gen.Enum<ScalarKind>()).Select(
                (text, kind) => (DocumentNode)new DocumentNode.Scalar(text, kind, IsQuoted: false, Here));
            return depth > 3
                ? scalar
                : Gen.OneOf(
                    scalar,
                    tree.Array[0, 3].Select(items => (DocumentNode)new DocumentNode.Sequence([.. items], Here)),
                    Gen.Select(words, tree).Array[0, 5].Select(pairs => (DocumentNode)Map(
                        [.. pairs.DistinctBy(pair => pair.Item1, StringComparer.Ordinal)])));
        });
    }

    private static DocumentNode.Mapping Service(string version, params (string, string)[] settings) => Map(
        ("version", Text(version)),
        ("build", Text("out")),
        ("run", List(Text("dotnet"), Text("App.dll"))),
        ("settings", Map([.. settings.Select(s => (s.Item1, (DocumentNode)Text(s.Item2)))])));

    private static DocumentNode.Mapping Map(params (string Key, DocumentNode Value)[] entries) =>
        new([.. entries.Select(e => new MappingEntry(Text(e.Key), e.Value))], Here);

    private static DocumentNode.Sequence List(params DocumentNode[] items) => new(items.ToImmutableArray(), Here);

    private static DocumentNode.Scalar Text(string text) => new(text, ScalarKind.Text, IsQuoted: true, Here);
}
