using System.Text.Json;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Terminal;
using Seatrial.Project.Importing;
using Seatrial.Project.Loading;

namespace Seatrial.Cli.Importing;

/// <summary>Writes what an import made, and tells it: what was made, what was left out and why, what is to be filled in.</summary>
/// <param name="context">Where it was asked for.</param>
/// <param name="folder">The project's folder, as typed.</param>
/// <param name="root">Its full path.</param>
internal sealed class ImportOutput(CommandContext context, string folder, string root)
{
    private const int MostLines = 30;

    /// <summary>Whether flows that are there are overwritten.</summary>
    public bool IsForced { get; init; }

    public async Task<CommandResult> WriteAsync(ImportResult result, IReadOnlyList<(string Path, string Text)> copies, string? json)
    {
        string projectFile = Path.Combine(root, ProjectLoader.ProjectFile);
        bool isNew = !File.Exists(projectFile);
        (string Path, string Text)[] files = [.. result.Flows.Select(static f => (f.File, f.Text)), .. copies.Where(c => !(File.Exists(Path.Combine(root, c.Path)) && File.ReadAllText(Path.Combine(root, c.Path)) == c.Text))];
        string[] there = IsForced ? [] : [.. files.Select(static f => f.Path).Where(f => File.Exists(Path.Combine(root, f)))];
        if (there.Length > 0)
        {
            context.TellError($"{string.Join(", ", there.Take(5))}{(there.Length > 5 ? $" and {there.Length - 5} more" : string.Empty)}: already there; nothing was written. Name another folder, or overwrite with --force.");
            return CommandResult.Invalid;
        }

        foreach ((string path, string text) in isNew && result.ProjectFile is { } whole ? [.. files, (ProjectLoader.ProjectFile, whole)] : files)
        {
            string full = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            await File.WriteAllTextAsync(full, text, context.Stop);
        }

        await context.WriteJsonAsync(json, writer => Write(writer, result, isNew));
        Tell(result, copies, isNew);
        return CommandResult.Passed;
    }

    private void Tell(ImportResult result, IReadOnlyList<(string Path, string Text)> copies, bool isNew)
    {
        foreach (ImportedFlow flow in result.Flows)
        {
            string captures = flow.Captures > 0 ? $", {ProjectValidation.Count(flow.Captures, "capture")}" : string.Empty;
            context.Terminal.Write(Line.Of(Tone.Good, "  wrote ").Plain(Path.Combine(folder, flow.File)).Soft($"  {ProjectValidation.Count(flow.Steps, "step")}{captures}"));
        }

        foreach ((string path, _) in copies)
        {
            context.Terminal.Write(Line.Of(Tone.Good, "  wrote ").Plain(Path.Combine(folder, path)).Soft("  the description, for contracts"));
        }

        if (isNew)
        {
            context.Terminal.Write(Line.Of(Tone.Good, "  wrote ").Plain(Path.Combine(folder, ProjectLoader.ProjectFile)));
        }

        Tell("Left out", result.LeftOut);
        Tell("To fill in", result.ToFillIn);
        if (!isNew && result.ProjectFile is { } lacking)
        {
            context.Terminal.Write(Line.Empty);
            context.Terminal.Write(Line.Of(Tone.Strong, $"  {ProjectLoader.ProjectFile} is there and was not touched; add to it").Soft(" (the environment under each name you have):"));
            foreach (string line in lacking.TrimEnd('\n').Split('\n'))
            {
                context.Terminal.Write(Line.Of($"    {line}"));
            }
        }

        string[] at = folder == "." ? [] : [folder];
        context.Terminal.Write(Line.Empty);
        context.Terminal.Write(Line.Of("  Next:"));
        context.Terminal.Write(Line.Of(Tone.Strong, $"    {context.Paste(["validate", .. at])}"));
        context.Terminal.Write(Line.Of(Tone.Strong, $"    {context.Paste(["run", .. at, "--env", isNew ? "local" : "ENVIRONMENT"])}"));
    }

    private void Tell(string title, IReadOnlyCollection<string> notes)
    {
        if (notes.Count == 0)
        {
            return;
        }

        context.Terminal.Write(Line.Empty);
        context.Terminal.Write(Line.Of(Tone.Strong, $"  {title}"));
        foreach (string note in notes.Take(MostLines))
        {
            context.Terminal.Write(Line.Of(Tone.Soft, "  - ").Plain(note));
        }

        if (notes.Count > MostLines)
        {
            context.Terminal.Write(Line.Of(Tone.Soft, $"  - and {notes.Count - MostLines} more (--json has all)"));
        }
    }

    private static void Write(Utf8JsonWriter writer, ImportResult result, bool isNew)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("flows");
        foreach (ImportedFlow flow in result.Flows)
        {
            writer.WriteStartObject();
            writer.WriteString("file", flow.File);
            writer.WriteString("name", flow.Name);
            writer.WriteNumber("steps", flow.Steps);
            writer.WriteNumber("captures", flow.Captures);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("projectFileWritten", isNew);
        writer.WriteString("projectFileAdditions", isNew ? null : result.ProjectFile);
        List("leftOut", result.LeftOut);
        List("toFillIn", result.ToFillIn);
        writer.WriteEndObject();

        void List(string name, IEnumerable<string> items)
        {
            writer.WriteStartArray(name);
            foreach (string item in items)
            {
                writer.WriteStringValue(item);
            }

            writer.WriteEndArray();
        }
    }
}
