namespace Seatrial.Architecture.Tests.Rules;

/// <summary>The size budget of files: a reader who opens one can hold it in mind.</summary>
internal static class SizeRule
{
    public const int Median = 80;
    public const int NinetiethPercentile = 250;
    public const int Most = 500;

    public static IEnumerable<string> TooLong(IEnumerable<SourceFile> files, IReadOnlyDictionary<string, string> allowed) =>
        from file in files
        let lines = file.Lines.Length
        where lines > Most && !allowed.ContainsKey(file.Path)
        select $"{file.Path}: {lines} lines";

    public static IEnumerable<string> Spread(IEnumerable<SourceFile> files)
    {
        var lengths = files.Select(f => f.Lines.Length).Order().ToList();
        if (lengths.Count == 0)
        {
            yield break;
        }

        var median = lengths[(lengths.Count - 1) / 2];
        var ninetieth = lengths[(int)Math.Ceiling(lengths.Count * 0.9) - 1];
        if (median > Median)
        {
            yield return $"median {median} lines, budget {Median}";
        }

        if (ninetieth > NinetiethPercentile)
        {
            yield return $"90th percentile {ninetieth} lines, budget {NinetiethPercentile}";
        }
    }

    /// <summary>Lines of path, two spaces, reason; a line without a reason allows nothing.</summary>
    public static IReadOnlyDictionary<string, string> ParseAllowed(string text) =>
        text.Split('\n')
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split("  ", 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
}
