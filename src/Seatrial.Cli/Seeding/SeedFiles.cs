using System.Text;
using Seatrial.Cli.Projects;
using Seatrial.Core.Documents;
using Seatrial.Project.Seeding;

namespace Seatrial.Cli.Seeding;

/// <summary>Files of profiles.</summary>
internal static class SeedFiles
{
    private const int Longest = 256 * 1024 * 1024;
    private const int LongestRules = 1024 * 1024;

    /// <summary>Reads a profile's file; null after it was told that it cannot be read.</summary>
    public static async Task<byte[]?> ReadAsync(CommandContext context, string file)
    {
        string path = context.PathOf(file);
        if (!File.Exists(path))
        {
            context.TellError($"There is no {file}. Take a profile with `{context.Program} seed profile --from URL --out {file}`.");
            return null;
        }

        if (new FileInfo(path).Length > Longest)
        {
            context.TellError($"{file} is larger than 256 MB, and no profile.");
            return null;
        }

        return await File.ReadAllBytesAsync(path, context.Stop);
    }

    /// <summary>Reads a file of rules; null after it was told what is wrong with it.</summary>
    public static async Task<SeedRules?> RulesAsync(CommandContext context, string file)
    {
        string path = context.PathOf(file);
        if (!File.Exists(path) || new FileInfo(path).Length > LongestRules)
        {
            context.TellError(File.Exists(path) ? $"{file} is larger than 1 MB, and no file of rules." : $"There is no {file}.");
            return null;
        }

        string text;
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(await File.ReadAllBytesAsync(path, context.Stop));
        }
        catch (DecoderFallbackException)
        {
            context.TellError($"{file} is not UTF-8.");
            return null;
        }

        List<Diagnostic> found = [];
        SeedRules rules = new SeedRulesBinder(found.Add).Read(file, text);
        Dictionary<string, string> sources = new(StringComparer.Ordinal) { [file] = text };
        found.ForEach(diagnostic => ProjectFolder.Tell(diagnostic, sources, context.Errors));
        return found.Exists(static d => d.Severity == DiagnosticSeverity.Error) ? null : rules;
    }

    /// <summary>Writes a file whole or not at all.</summary>
    public static async Task WriteAsync(CommandContext context, string file, string text)
    {
        string path = context.PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string aside = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            await File.WriteAllTextAsync(aside, text, context.Stop);
            File.Move(aside, path, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }
    }
}
