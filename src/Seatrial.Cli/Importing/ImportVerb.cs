using System.Text;
using Seatrial.Cli.Projects;
using Seatrial.Core.Documents;
using Seatrial.Flows;
using Seatrial.Flows.Http;
using Seatrial.Project.Importing;
using Seatrial.Project.Loading;

namespace Seatrial.Cli.Importing;

/// <summary>Imports a file into a project.</summary>
internal static class ImportVerb
{
    private const int LongestFile = 64 * 1024 * 1024;

    public static async Task<CommandResult> RunAsync(CommandContext context, ImportArguments arguments)
    {
        if (arguments.Base is { } given && !(Uri.TryCreate(given, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"))
        {
            context.TellError($"--base {given} is not an address that begins with http:// or https://.");
            return CommandResult.Usage;
        }

        string root = context.PathOf(arguments.Out);
        string source = arguments.File == "-" ? string.Empty : context.PathOf(arguments.File);
        string? text = arguments.File == "-" ? await context.Input.ReadToEndAsync(context.Stop) : Read(source, arguments.File, context);
        string? environment = arguments.Environment is null ? null : Read(context.PathOf(arguments.Environment), arguments.Environment, context);
        if (text is null || (arguments.Environment is not null && environment is null))
        {
            return CommandResult.Invalid;
        }

        Descriptions descriptions = new(source, root);
        ImportOptions options = Options(arguments, root) with { PostmanEnvironment = environment, DescriptionPath = descriptions.Path };
        try
        {
            ImportResult result = Importer(context).Import(arguments.Kind, arguments.File, text, options, descriptions.Find);
            ImportOutput output = new(context, arguments.Out, root) { IsForced = arguments.IsForced };
            return await output.WriteAsync(result, descriptions.ToCopy(result.Descriptions, text), arguments.Json);
        }
        catch (ImportException exception)
        {
            Dictionary<string, string> sources = exception.Diagnostic.Span.Line > 0 ? new(StringComparer.Ordinal) { [arguments.File] = text } : [];
            await context.WriteJsonAsync(arguments.Json, writer =>
            {
                writer.WriteStartObject();
                DiagnosticJson.Write(writer, "diagnostics", [exception.Diagnostic]);
                writer.WriteEndObject();
            });
            ProjectFolder.Tell(exception.Diagnostic, sources, context.Errors);
            return CommandResult.Invalid;
        }
    }

    public static Importer Importer(CommandContext context)
    {
        using HttpTransport transport = new(new HttpTransportOptions(), context.Clock);
        return new([.. FlowVerbs.All(transport).Select(static v => v.Key)]);
    }

    /// <summary>What the project that is there, or will be, says to an import.</summary>
    public static ImportOptions Options(string root, string title)
    {
        string file = Path.Combine(root, ProjectLoader.ProjectFile);
        return new() { Project = Path.GetFileName(Path.TrimEndingDirectorySeparator(root)), ProjectFile = File.Exists(file) ? File.ReadAllText(file) : null, Title = title };
    }

    private static ImportOptions Options(ImportArguments arguments, string root)
    {
        string title = arguments.Title ?? (arguments.File == "-" ? "Imported" : Path.GetFileNameWithoutExtension(arguments.File).Replace('_', ' ').Replace('-', ' '));
        return Options(root, title) with { BaseAddress = arguments.Base?.TrimEnd('/'), Service = arguments.Service, Hosts = arguments.Hosts };
    }

    private static string? Read(string path, string typed, CommandContext context)
    {
        FileInfo file = new(path);
        if (!file.Exists)
        {
            ProjectFolder.Tell(new Diagnostic("ST1054", DiagnosticSeverity.Error, SourceSpan.WholeFile(typed), "There is no such file.", "Name the file that is to be imported."), new Dictionary<string, string>(StringComparer.Ordinal), context.Errors);
            return null;
        }

        if (file.Length > LongestFile)
        {
            ProjectFolder.Tell(new Diagnostic("ST1054", DiagnosticSeverity.Error, SourceSpan.WholeFile(typed), $"The file has {file.Length:N0} bytes; at most {LongestFile:N0} are read.", "Record less at a time, or cut the file."), new Dictionary<string, string>(StringComparer.Ordinal), context.Errors);
            return null;
        }

        try
        {
            return File.ReadAllText(path, Encoding.UTF8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ProjectFolder.Tell(new Diagnostic("ST1054", DiagnosticSeverity.Error, SourceSpan.WholeFile(typed), "The file cannot be read.", "Check that it, or what it links to, is there and may be read."), new Dictionary<string, string>(StringComparer.Ordinal), context.Errors);
            return null;
        }
    }
}
