using System.Text.RegularExpressions;

namespace Seatrial.Architecture.Tests.Rules;

/// <summary>What no line of code may hold.</summary>
internal static partial class TextRule
{
    /// <summary>A test whose peer must be slow says so with this, on the same line or the one above.</summary>
    public const string SlowOnPurpose = "// slow on purpose:";

    public static IEnumerable<string> Regions(SourceFile file) =>
        Lines(file, line => line.TrimStart().StartsWith("#region", StringComparison.Ordinal), "a region");

    public static IEnumerable<string> LooseEnds(SourceFile file) =>
        Lines(file, line => LooseEnd().IsMatch(line) && !IssueId().IsMatch(line), "a note to self without an issue id");

    public static IEnumerable<string> NotImplemented(SourceFile file) =>
        Lines(file, line => line.Contains("NotImplementedException", StringComparison.Ordinal), "not implemented");

    public static IEnumerable<string> VagueNames(SourceFile file) =>
        Lines(file, line => VagueName().IsMatch(line), "a name that says nothing");

    /// <summary>A file Eventually.cs is the one place that polls, under a deadline.</summary>
    public static IEnumerable<string> Sleeps(SourceFile file)
    {
        if (file.Name == "Eventually.cs")
        {
            yield break;
        }

        var lines = file.Lines;
        for (var i = 0; i < lines.Length; i++)
        {
            var excused = lines[i].Contains(SlowOnPurpose, StringComparison.Ordinal)
                || (i > 0 && lines[i - 1].Contains(SlowOnPurpose, StringComparison.Ordinal));
            if (Sleep().IsMatch(lines[i]) && !excused)
            {
                yield return $"{file.Path}:{i + 1}: {lines[i].Trim()}";
            }
        }
    }

    public static IEnumerable<string> Mentions(SourceFile file, IReadOnlyCollection<string> places) =>
        Lines(file, line => Home().IsMatch(line) || places.Any(p => line.Contains(p, StringComparison.Ordinal)), "a path of one machine");

    private static IEnumerable<string> Lines(SourceFile file, Func<string, bool> offends, string what) =>
        file.Lines.Index()
            .Where(line => offends(line.Item))
            .Select(line => $"{file.Path}:{line.Index + 1}: {what}: {line.Item.Trim()}");

    [GeneratedRegex(@"(//|\*|<!--|#).*\b(T[O]DO|F[I]XME|H[A]CK|X[X]X)\b", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex LooseEnd();

    [GeneratedRegex(@"#\d+", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex IssueId();

    [GeneratedRegex(@"\b(class|record|struct|interface)\s+\w*(Manager|Helper|Helpers|Util|Utils|Utility)\b", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex VagueName();

    [GeneratedRegex(@"\b(Task\.Delay|Thread\.Sleep)\(", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Sleep();

    [GeneratedRegex(@"(^|[\s""'(=`])(/home/\w+/|/Users/\w+/|[A-Z]:\\Users\\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Home();
}
