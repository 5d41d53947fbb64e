using Seatrial.Project.Importing;

namespace Seatrial.Project.Tests.Importing;

/// <summary>Imports texts as the command would.</summary>
internal static class ImportText
{
    public static readonly string[] Verbs = ["http", "sql", "exec", "call"];

    public static ImportResult Of(ImportKind kind, string text, ImportOptions? options = null) => new Importer(Verbs).Import(kind, "given", text, options ?? new ImportOptions { Project = "shop", Title = "Shop" });

    /// <summary>All that an import would write or tell.</summary>
    public static string All(ImportResult result) => string.Join("\n---\n", [.. result.Flows.Select(static f => $"# {f.File}\n{f.Text}"), $"# seatrial.yaml\n{result.ProjectFile}", $"# left out\n{string.Join('\n', result.LeftOut)}", $"# to fill in\n{string.Join('\n', result.ToFillIn)}"]);
}
