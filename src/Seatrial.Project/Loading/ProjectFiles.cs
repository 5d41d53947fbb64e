using System.Collections.Immutable;
using System.Text;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Loading;

/// <summary>Reads the files that make a project: <c>seatrial.yaml</c> and the flows beside and below it.</summary>
internal static class ProjectFiles
{
    private const long MostBytes = 4 * 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ImmutableSortedDictionary<string, string> Read(string folder, Action<Diagnostic> report)
    {
        var sources = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (!Directory.Exists(folder))
        {
            report(new("ST0001", DiagnosticSeverity.Error, SourceSpan.WholeFile(folder), "There is no such folder.", "Name the folder that holds seatrial.yaml, or run `seatrial init`."));
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

    /// <summary>Reads a file that a flow names; null when there is none in the project, also when a link leads out of it.</summary>
    public static string? ReadNamed(string folder, string relative, Action<Diagnostic> report)
    {
        try
        {
            string path = RealPath.Of(Path.Combine(Path.GetFullPath(folder), relative));
            bool isInside = path.StartsWith(RealPath.Of(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
            return isInside && File.Exists(path) ? ReadFile(path, relative, report) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
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
        EnumerationOptions here = new() { MatchCasing = MatchCasing.CaseSensitive, AttributesToSkip = FileAttributes.Hidden };
        EnumerationOptions below = new() { MatchCasing = MatchCasing.CaseSensitive, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint, RecurseSubdirectories = true, MaxRecursionDepth = 16 };
        return
        [
            .. File.Exists(project) ? [project] : Array.Empty<string>(),
            .. Directory.EnumerateFiles(folder, $"*{ProjectLoader.FlowSuffix}", here),
            .. Directory.Exists(flows) ? Directory.EnumerateFiles(flows, $"*{ProjectLoader.FlowSuffix}", below) : [],
        ];
    }

    private static string? ReadFile(string path, string relative, Action<Diagnostic> report)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                report(new("ST0003", DiagnosticSeverity.Error, SourceSpan.WholeFile(relative), "The file is larger than 4 MiB.", "Split it, or move large data out of it."));
                return null;
            }

            return Strict.GetString(File.ReadAllBytes(path));
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
