namespace Seatrial.Cli.Seeding;

/// <summary>The key of masking, from where it is kept: never from the command line, which others can see.</summary>
internal static class MaskKeys
{
    private const string OfEnvironment = "env:", OfFile = "file:";

    private const int Longest = 4096;

    /// <summary>Reads it.</summary>
    /// <param name="context">Where messages go.</param>
    /// <param name="place">Where it is: <c>env:NAME</c> or <c>file:PATH</c>; null for none.</param>
    /// <returns>The key, null for none, and where it stands; null after it was told that it cannot be read.</returns>
    public static async Task<(string? Text, string Place)?> ReadAsync(CommandContext context, string? place)
    {
        if (place is null)
        {
            return (null, string.Empty);
        }

        if (place.StartsWith(OfEnvironment, StringComparison.Ordinal))
        {
            string name = place[OfEnvironment.Length..];
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                return (value, $"the variable {name}");
            }

            context.TellError($"--key {place}: there is no such variable. `export {name}=$(openssl rand -hex 32)` makes a key; keep it where only those may read it who may know whom a pseudonym stands for.");
            return null;
        }

        if (place.StartsWith(OfFile, StringComparison.Ordinal))
        {
            string file = place[OfFile.Length..], path = context.PathOf(file);
            if (file.Length > 0 && File.Exists(path) && new FileInfo(path).Length <= Longest)
            {
                return (await File.ReadAllTextAsync(path, context.Stop), file);
            }

            context.TellError($"--key {place}: there is no such file, or it is no key. `openssl rand -hex 32 > {(file.Length > 0 ? file : "mask.key")}` makes one.");
            return null;
        }

        // Somebody may have written the key itself: it is not repeated.
        context.TellError("--key says where the key is, not what it is: env:NAME or file:PATH.");
        return null;
    }
}
