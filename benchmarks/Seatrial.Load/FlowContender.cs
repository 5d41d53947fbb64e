using System.Globalization;

namespace Seatrial.Load;

/// <summary>A command that runs the benchmark's flow, or the reason why it cannot be measured here.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Flows">How many flows it runs, three requests each; 0 where it does as many as it can in its time.</param>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Missing">Why it is not there, or null.</param>
internal sealed record FlowContender(
    string Name, FlowContenderKind Kind, int Flows, string Program, IReadOnlyList<string> Arguments, string? Missing)
{
    /// <summary>One a line, tab-separated: <c>name, kind, flows, program, arguments…</c>, or <c>name, kind, flows, !, reason</c>.</summary>
    public static IReadOnlyList<FlowContender> ReadAll(FileInfo file) =>
        [.. File.ReadLines(file.FullName).Select(line => line.Split('\t')).Select(Parse)];

    private static FlowContender Parse(string[] parts)
    {
        var kind = Enum.Parse<FlowContenderKind>(parts[1], ignoreCase: true);
        var flows = int.Parse(parts[2], CultureInfo.InvariantCulture);
        return parts[3] == "!"
            ? new FlowContender(parts[0], kind, flows, "", [], parts[4])
            : new FlowContender(parts[0], kind, flows, parts[3], parts[4..], Missing: null);
    }
}
