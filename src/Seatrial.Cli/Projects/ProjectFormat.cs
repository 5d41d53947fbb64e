using System.Collections.Immutable;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Documents;
using Seatrial.Flows;
using Seatrial.Flows.Http;
using Seatrial.Project.Formatting;
using Seatrial.Project.Loading;

namespace Seatrial.Cli.Projects;

/// <summary>Formats the files of a project.</summary>
/// <param name="context">Where it was asked for.</param>
/// <param name="folder">The project's folder, as typed.</param>
internal sealed class ProjectFormat(CommandContext context, string folder)
{
    public CommandResult Format(bool isCheck)
    {
        string path = context.PathOf(folder);
        using HttpTransport transport = new(new HttpTransportOptions(), context.Clock);
        IReadOnlyList<Core.Flows.IStepVerb> verbs = FlowVerbs.All(transport);
        ProjectLoadResult loaded = new ProjectLoader(verbs).Load(path, folder);
        ImmutableArray<string> files = [.. loaded.Sources.Keys.Where(static f => f == ProjectLoader.ProjectFile || f.EndsWith(ProjectLoader.FlowSuffix, StringComparison.Ordinal))];
        if (files.IsEmpty)
        {
            ProjectFolder.Tell(loaded, context.Errors);
            return CommandResult.Invalid;
        }

        FlowFormatter formatter = new([.. verbs.Select(static v => v.Key)]);
        (int changed, int refused) = (0, 0);
        foreach (string file in files)
        {
            switch (formatter.Format(file, loaded.Sources[file]))
            {
                case FormatResult.Formatted formatted when formatted.Text != loaded.Sources[file]:
                    changed++;
                    context.Terminal.Write(Line.Of(isCheck ? Tone.Doubt : Tone.Good, isCheck ? "not formatted " : "formatted ").Plain(file));
                    if (!isCheck)
                    {
                        Replace(Path.Combine(path, file), formatted.Text);
                    }

                    break;
                case FormatResult.Unreadable unreadable:
                    refused++;
                    foreach (Diagnostic diagnostic in unreadable.Diagnostics)
                    {
                        ProjectFolder.Tell(diagnostic, loaded.Sources, context.Errors);
                    }

                    break;
                case FormatResult.Unsafe:
                    refused++;
                    context.TellError($"{file} is left as it is: it cannot be formatted without changing what it says or losing a comment. Please report it.");
                    break;
            }
        }

        string rest = refused > 0 ? $", {refused} left as they are" : string.Empty;
        context.Terminal.Write(Line.Of(Tone.Soft, $"{ProjectValidation.Count(files.Length, "file")}, {changed} {(isCheck ? "to format" : "changed")}{rest}"));
        return refused > 0 ? CommandResult.Invalid : isCheck && changed > 0 ? CommandResult.Failed : CommandResult.Passed;
    }

    /// <summary>Puts a text in a file's place at once: a crash leaves the old one or the new one.</summary>
    private static void Replace(string file, string text)
    {
        string beside = $"{file}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllText(beside, text);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(beside, File.GetUnixFileMode(file));
            }

            File.Move(beside, file, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
