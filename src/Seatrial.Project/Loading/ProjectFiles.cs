using System.Collections.Immutable;
using System.Text;
using Seatrial.Core.Documents;
using Seatrial.Project.Arazzo;
using Seatrial.Project.Seeding;

namespace Seatrial.Project.Loading;

/// <summary>Reads the files that make a project: <c>seatrial.yaml</c> and the flows beside and below it.</summary>
internal static class ProjectFiles
{
    private const long MostBytes = 4 * 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads them.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="shownAs">How whoever asked calls it.</param>
    /// <param name="report">Takes what is found.</param>
    public static ImmutableSortedDictionary<string, string> Read(string folder, string shownAs, Action<Diagnostic> report)
    {
        var sources = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (WhyNone(folder, shownAs) is { } none)
        {
            report(none);
            return sources.ToImmutable();
        }

        foreach (string path in FilesOf(folder, report))
        {
            string relative = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            if (ReadFile(path, relative, report) is { } text)
            {
                sources[relative] = text;
            }
        }

        return sources.ToImmutable();
    }

    /// <summary>Why there is no project; null when there is one to read.</summary>
    private static Diagnostic? WhyNone(string folder, string shownAs)
    {
        if (File.Exists(folder))
        {
            string beside = Path.GetDirectoryName(shownAs) is { Length: > 0 } parent ? parent : ".";
            return new("ST0001", DiagnosticSeverity.Error, SourceSpan.WholeFile(shownAs), "That is a file, not a project's folder.", $"Name its folder: `{beside}`.");
        }

        if (!Directory.Exists(folder))
        {
            return new("ST0001", DiagnosticSeverity.Error, SourceSpan.WholeFile(shownAs), "There is no such folder.", "Name the folder that holds seatrial.yaml, or run `seatrial init`.");
        }

        try
        {
            string[] names = [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path))];
            return names.Contains(ProjectLoader.ProjectFile, StringComparer.Ordinal) ? null : NoProjectFile(names, shownAs == "." ? "this folder" : shownAs);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Reading it says why it cannot be read.
            return null;
        }
    }

    private static Diagnostic NoProjectFile(string[] names, string where)
    {
        string? meant = Array.Find(names, name => name.ToLowerInvariant() is "seatrial.yml" or ProjectLoader.ProjectFile);
        return new(
            "ST0001",
            DiagnosticSeverity.Error,
            SourceSpan.WholeFile(ProjectLoader.ProjectFile),
            $"There is no {ProjectLoader.ProjectFile} in {where}.",
            meant is null ? "Run `seatrial init` to begin a project, or name the folder that holds one." : $"There is `{meant}`: rename it to `{ProjectLoader.ProjectFile}`.");
    }

    private static string[] FilesOf(string folder, Action<Diagnostic> report)
    {
        try
        {
            return Find(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            report(new("ST0002", DiagnosticSeverity.Error, SourceSpan.WholeFile(folder), $"The folder cannot be read: {exception.Message}", "Check that you may read it."));
            return [];
        }
    }

    private static string[] Find(string folder)
    {
        string project = Path.Combine(folder, ProjectLoader.ProjectFile);
        string flows = Path.Combine(folder, "flows");
        string seeds = Path.Combine(folder, "seeds");
        EnumerationOptions here = new() { MatchCasing = MatchCasing.CaseSensitive, AttributesToSkip = FileAttributes.Hidden };
        EnumerationOptions below = new() { MatchCasing = MatchCasing.CaseSensitive, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint, RecurseSubdirectories = true, MaxRecursionDepth = 16 };
        return
        [
            .. File.Exists(project) ? [project] : Array.Empty<string>(),
            .. Directory.EnumerateFiles(folder, $"*{ProjectLoader.FlowSuffix}", here),
            .. Directory.Exists(flows) ? Directory.EnumerateFiles(flows, $"*{ProjectLoader.FlowSuffix}", below) : [],
            .. Directory.EnumerateFiles(folder, $"*{SeedRules.Suffix}", here),
            .. Directory.Exists(seeds) ? Directory.EnumerateFiles(seeds, $"*{SeedRules.Suffix}", below) : [],
            .. Directory.EnumerateFiles(folder, "*.arazzo.*", here).Where(ArazzoBinder.IsArazzo),
            .. Directory.Exists(flows) ? Directory.EnumerateFiles(flows, "*.arazzo.*", below).Where(ArazzoBinder.IsArazzo) : [],
        ];
    }

    /// <summary>A file's text; null after a report.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="relative">Its path below the project's folder.</param>
    /// <param name="report">Takes why not.</param>
    /// <param name="isText">Whether it must be text; the text of another is that of <see cref="FileText"/>.</param>
    public static string? ReadFile(string path, string relative, Action<Diagnostic> report, bool isText = true)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                report(new("ST0003", DiagnosticSeverity.Error, SourceSpan.WholeFile(relative), "The file is larger than 4 MiB.", "Split it, or move large data out of it."));
                return null;
            }

            byte[] content = File.ReadAllBytes(path);
            return isText ? Strict.GetString(content) : FileText.Of(content);
        }
        catch (DecoderFallbackException)
        {
            report(new("ST0004", DiagnosticSeverity.Error, SourceSpan.WholeFile(relative), "The file is not UTF-8.", "Save it as UTF-8."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            report(new("ST0002", DiagnosticSeverity.Error, SourceSpan.WholeFile(relative), $"The file cannot be read: {exception.Message}", "Check that it exists and that you may read it."));
        }

        return null;
    }
}
