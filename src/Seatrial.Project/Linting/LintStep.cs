using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Linting;

/// <summary>A step as written.</summary>
/// <param name="Map">Its keys and values.</param>
/// <param name="Around">The step around it: the block it is in, or the step it undoes; null for none.</param>
/// <param name="IsCleanup">Whether it undoes another.</param>
internal sealed record LintStep(DocumentNode.Mapping Map, LintStep? Around, bool IsCleanup)
{
    private static readonly string[] Judging = ["expect", "match", "until", "capture"];

    /// <summary>What it does to the world: all of it but what it looks for, what undoes it, and the steps inside it.</summary>
    public IEnumerable<MappingEntry> Doing => Map.Entries.Where(static e => !Judging.Contains(e.Key.Text, StringComparer.Ordinal) && e.Key.Text is not ("cleanup" or "steps" or "parallel" or "lint"));

    /// <summary>What it expects when it ended, and nothing of what it waits for.</summary>
    public IEnumerable<MappingEntry> Expected => Subjects(Map.Find("expect")?.Value);

    /// <summary>All it compares answers with.</summary>
    public IEnumerable<MappingEntry> Compared =>
        Expected
            .Concat(Subjects(Map.Find("match")?.Value))
            .Concat(Subjects(Until?.Find("expect")?.Value))
            .Concat(Subjects(Until?.Find("stopOn")?.Value));

    /// <summary>What it waits for, as written.</summary>
    public DocumentNode.Mapping? Until => Map.Find("until")?.Value as DocumentNode.Mapping;

    /// <summary>Whether anything undoes it: itself, or a block around it.</summary>
    public bool IsUndone
    {
        get
        {
            for (LintStep? step = this; step is not null; step = step.Around)
            {
                if (step.Map.Find("cleanup") is not null)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The method of an <c>http</c> step, and its address; null for another step.</summary>
    public (string Method, string Address)? Http =>
        Map.Find("http")?.Value is DocumentNode.Scalar line && line.Text.Trim().Split(' ', 2) is [var method, var address]
            ? (method.ToUpperInvariant(), address.Trim())
            : null;

    /// <summary>The statement of an <c>sql</c> step, or null.</summary>
    public DocumentNode.Scalar? Sql => (Map.Find("sql")?.Value as DocumentNode.Mapping)?.Find("query")?.Value as DocumentNode.Scalar;

    /// <summary>Whether its expectations say that it makes something: status 201.</summary>
    public bool ExpectsCreated => Expected.Any(static e => e.Key.Text == "status" && Scalars(e.Value).Any(static s => s.Text == "201"));

    /// <summary>The duration under a key of a map; null when there is none.</summary>
    public static TimeSpan? DurationOf(DocumentNode.Mapping? map, string key) =>
        map?.Find(key)?.Value is DocumentNode.Scalar scalar && Durations.TryParse(scalar.Text, out TimeSpan duration) ? duration : null;

    /// <summary>Every single value at or below a node.</summary>
    public static IEnumerable<DocumentNode.Scalar> Scalars(DocumentNode? node) => node switch
    {
        DocumentNode.Scalar scalar => [scalar],
        DocumentNode.Sequence list => list.Items.SelectMany(Scalars),
        DocumentNode.Mapping map => map.Entries.SelectMany(static e => Scalars(e.Value)),
        _ => [],
    };

    /// <summary>The single values that a matcher holds an answer to exactly: those of <c>equals</c>, <c>in</c> and <c>contains</c>, wherever they are nested.</summary>
    public static IEnumerable<DocumentNode.Scalar> Exact(DocumentNode matcher) => matcher switch
    {
        DocumentNode.Mapping map => map.Entries.SelectMany(static e => e.Key.Text switch
        {
            "equals" or "in" or "contains" => Scalars(e.Value),
            "not" or "each" or "any" => Exact(e.Value),
            _ => [],
        }),
        DocumentNode.Scalar scalar => [scalar],
        _ => [],
    };

    private static IEnumerable<MappingEntry> Subjects(DocumentNode? node) => node switch
    {
        DocumentNode.Mapping map => map.Entries,
        DocumentNode.Sequence list => list.Items.SelectMany(Subjects),
        _ => [],
    };
}
