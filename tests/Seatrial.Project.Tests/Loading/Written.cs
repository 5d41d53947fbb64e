using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Tests.Loading;

/// <summary>A project in memory, as a test writes it.</summary>
internal static class Written
{
    public const string Plain = """
        project: shop
        environments:
          staging:
            services: { orders: https://orders.example }
        """;

    public static ProjectLoader Loader { get; } = new([new RequestVerb("http", "headers", "json"), new RequestVerb("call", "with")]);

    public static ProjectLoadResult Project(string project, params (string Path, string Text)[] files) =>
        Loader.Load(
            "/nowhere",
            files.Append((Path: ProjectLoader.ProjectFile, Text: project)).ToImmutableSortedDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal));

    public static ProjectLoadResult Flow(string flow, string project = Plain) => Project(project, ("flows/it.flow.yaml", flow));

    /// <summary>Code, place, message and hint of each diagnostic.</summary>
    public static string[] Lines(this ProjectLoadResult result) =>
        [.. result.Diagnostics.Select(d => $"{d.Code} {d.Span}+{d.Span.Length} {d.Message} | {d.Hint}")];

    public static Diagnostic Only(this ProjectLoadResult result)
    {
        Assert.True(result.Diagnostics.Length == 1, string.Join('\n', result.Lines()));
        return result.Diagnostics[0];
    }

    public static ProjectModel Sound(this ProjectLoadResult result)
    {
        Assert.True(result.Diagnostics.IsEmpty, string.Join('\n', result.Lines()));
        return result.Project!;
    }
}
