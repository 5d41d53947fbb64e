namespace Seatrial.Cli.Seeding;

/// <summary>Files of profiles.</summary>
internal static class SeedFiles
{
    private const int Longest = 256 * 1024 * 1024;

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
