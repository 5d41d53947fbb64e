namespace Seatrial.Load;

/// <summary>A command to measure, or the reason why it cannot be measured here.</summary>
internal sealed record Contender(string Name, string Program, IReadOnlyList<string> Arguments, string? Missing)
{
    /// <summary>
    /// One a line, tab-separated: <c>name, program, arguments…</c>, or <c>name, !, reason</c>.
    /// </summary>
    public static IReadOnlyList<Contender> ReadAll(FileInfo file) =>
        [.. File.ReadLines(file.FullName).Select(line => line.Split('\t')).Select(Parse)];

    private static Contender Parse(string[] parts) =>
        parts[1] == "!"
            ? new Contender(parts[0], "", [], parts[2])
            : new Contender(parts[0], parts[1], parts[2..], Missing: null);
}
