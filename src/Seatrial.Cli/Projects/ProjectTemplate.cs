using System.Reflection;
using Seatrial.Cli.Terminal;
using Seatrial.Project.Secrets;

namespace Seatrial.Cli.Projects;

/// <summary>The project that <c>seatrial init</c> writes.</summary>
internal sealed class ProjectTemplate(CommandContext context)
{
    private static readonly (string Resource, string File)[] Files =
    [
        ("seatrial.yaml", "seatrial.yaml"),
        ("first.flow.yaml", "flows/first.flow.yaml"),
    ];

    public CommandResult Write(string folder)
    {
        string root = context.PathOf(folder);
        string[] there = [.. Files.Select(file => file.File).Where(file => File.Exists(Path.Combine(root, file)))];
        if (there.Length > 0)
        {
            context.TellError($"{string.Join(" and ", there)} is already there; nothing was written. Name another folder.");
            return CommandResult.Invalid;
        }

        WriteAll(root);
        foreach ((_, string file) in Files)
        {
            context.Terminal.Write(Line.Of(Tone.Good, "  wrote ").Plain(Path.Combine(folder, file)));
        }

        foreach ((string kind, string file) in EditorSchema.Files)
        {
            // Of this version of the language, not the user's work: what lies there is replaced.
            string path = Path.Combine(root, file);
            OwnerOnly.MakeFolder(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, EditorSchema.Of(kind, context.Clock));
            context.Terminal.Write(Line.Of(Tone.Good, "  wrote ").Plain(Path.Combine(folder, file)).Soft("  for editors"));
        }

        string[] at = folder == "." ? [] : [folder];
        context.Terminal.Write(Line.Empty);
        context.Terminal.Write(Line.Of("  Next: put your service's address into seatrial.yaml, then"));
        context.Terminal.Write(Line.Of(Tone.Strong, $"    {context.Paste(["validate", .. at])}"));
        context.Terminal.Write(Line.Of(Tone.Strong, $"    {context.Paste(["run", .. at, "--env", "local"])}"));
        return CommandResult.Passed;
    }

    /// <summary>Writes all files or none: what cannot be finished is taken back.</summary>
    private static void WriteAll(string root)
    {
        string name = NameOf(root);
        List<string> written = [];
        try
        {
            foreach ((string resource, string file) in Files)
            {
                string path = Path.Combine(root, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using (StreamWriter writer = new(new FileStream(path, FileMode.CreateNew, FileAccess.Write)))
                {
                    written.Add(path);
                    writer.Write(Read(resource).Replace("PROJECT_NAME", name, StringComparison.Ordinal));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            written.ForEach(File.Delete);
            throw;
        }
    }

    internal static string Read(string resource)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Seatrial.Cli.Projects.{resource}")
            ?? throw new InvalidOperationException($"The resource {resource} is missing from the assembly.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The folder's name as a project may be named: small letters, digits and dashes.</summary>
    private static string NameOf(string root)
    {
        char[] letters = [.. Path.GetFileName(Path.TrimEndingDirectorySeparator(root))
            .Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')];
        string name = new string(letters).Trim('-');
        return name.Length > 0 && char.IsAsciiLetter(name[0]) ? name : "my-project";
    }
}
