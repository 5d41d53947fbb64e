namespace Seatrial.Project.Formatting;

/// <summary>The conventional order of keys: of flows and of steps; elsewhere the order is the author's.</summary>
internal static class KeyOrder
{
    private const string Verb = "<verb>";
    private const string Own = "<own>";

    private static readonly string[] Flow =
        ["flow", "boundary", "why", "owner", "runbook", "tags", "critical", "lint", "within", "needs", "lock", "seed", "data", "inputs", "variables", "actors", Own, "given", "steps", "rules", "tokens", "public", "outputs"];

    private static readonly string[] Step =
        ["name", "id", "tags", "lint", "when", Verb, "auth", "as", Own, "match", "until", "expect", "contract", "within", "retrySafe", "capture", "cleanup"];

    /// <summary>The entries of a flow in order.</summary>
    public static IEnumerable<FormatEntry> OfFlow(List<FormatEntry> entries) => entries.OrderBy(static e => PlaceOf(Flow, NameOf(e), Own));

    /// <summary>The entries of a step in order.</summary>
    public static IEnumerable<FormatEntry> OfStep(List<FormatEntry> entries, IReadOnlyCollection<string> verbs) =>
        entries.OrderBy(e => PlaceOf(Step, NameOf(e), verbs.Contains(NameOf(e), StringComparer.Ordinal) ? Verb : Own));

    /// <summary>A key without quotes.</summary>
    public static string NameOf(FormatEntry entry) => entry.Key!.Text[0].Trim('\'', '"');

    private static int PlaceOf(string[] order, string name, string otherwise) =>
        Array.IndexOf(order, name) is >= 0 and var place ? place : Array.IndexOf(order, otherwise);
}
