using System.Collections.Immutable;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>
/// Decides what stands in each cell of each table, before any row is loaded. It reads nothing but what it is given: the same
/// structure, profile, settings and taken keys make the same plan, today or when its rows are to be found again.
/// </summary>
internal sealed class Planner
{
    private readonly Dictionary<ObjectName, TablePlan> _plans = [];
    private readonly List<Refusal> _refusals = [];

    private readonly HashSet<(ObjectName, string)> _needed = [];

    private Planner(DatabaseSchema written, SeedProfile known, PlanSettings settings, Taken taken)
    {
        Wanted = RulesInForce.Of(written, known, settings);
        (DatabaseSchema schema, SeedProfile profile) = (Wanted.Schema, Wanted.Profile);
        _refusals.AddRange(Wanted.Refusals);
        Makers = new(schema, profile, settings);
        Rules = new(schema);
        Schema = schema;
        Profile = profile;
        Settings = settings;
        Taken = taken;
        Tables = [.. schema.Tables.Where(t => Wanted.Of(t.Name) is not { IsSkipped: true } && t.PartitionOf is null && t.Kind is TableKind.Plain or TableKind.Partitioned).Select(t => Partitions.WithTheirKeys(schema, t)).OrderBy(static t => t.Name, ObjectName.InOrder)];
        References = Tables.ToDictionary(static t => t.Name, Planning.References.Of);
    }

    /// <summary>What was asked for of tables and columns; structure and profile are as it makes them.</summary>
    public RulesInForce Wanted { get; }

    public DatabaseSchema Schema { get; }

    public SeedProfile Profile { get; }

    public PlanSettings Settings { get; }

    public Taken Taken { get; }

    public ImmutableArray<Table> Tables { get; }

    public Dictionary<ObjectName, References> References { get; }

    public Makers Makers { get; }

    public TableRules Rules { get; }

    /// <summary>Makes a plan.</summary>
    /// <param name="schema">The structure of the database to be filled.</param>
    /// <param name="profile">What is known of production.</param>
    /// <param name="settings">What was asked for.</param>
    /// <param name="taken">Which keys are somebody else's.</param>
    public static SeedPlan Plan(DatabaseSchema schema, SeedProfile profile, PlanSettings settings, Taken taken)
    {
        Planner planner = new(schema, profile, settings, taken);
        return planner.Plan();
    }

    public TablePlan PlanOf(ObjectName table) => _plans[table];

    public TablePlan? Find(ObjectName table) => _plans.GetValueOrDefault(table);

    /// <summary>Whether each row that a foreign key points at must have some that do.</summary>
    public bool NeedsAll(ObjectName table, ForeignKey key) => _needed.Contains((table, key.Name));

    public void Refuse(ObjectName table, string? column, string reason, string remedy) => _refusals.Add(new(table, column, reason, remedy));

    public void Refuse(Refusal refusal) => _refusals.Add(refusal);

    private SeedPlan Plan()
    {
        foreach ((ForeignKey key, _, string shared) in References.Values.SelectMany(static r => r.Related))
        {
            if (References.GetValueOrDefault(key.Target)?.OwnerOf(key.TargetColumns[key.Columns.IndexOf(shared)]) is { } up)
            {
                _needed.Add((key.Target, up.Name));
            }
        }

        ImmutableArray<ImmutableArray<ObjectName>> groups = TableGraph.Groups([.. Tables.Select(static t => t.Name)], TargetsOf);
        Dictionary<ObjectName, long> counts = RowCounts.Of(Tables, Profile, Settings, Wanted);
        RowLimits limits = new(this, counts);
        limits.Apply(groups);
        foreach (Table table in Tables)
        {
            _plans[table.Name] = new TablePlan(table, counts[table.Name]);
        }

        foreach (ObjectName name in groups.SelectMany(static g => g))
        {
            new TablePlanner(this, _plans[name]).Decide();
        }

        foreach (TablePlan plan in _plans.Values)
        {
            FreeColumns.Decide(this, plan);
        }

        CircularKeys.Find(this);
        ImmutableArray<PlannedStory> stories = Stories.Decide(this);
        return new SeedPlan(Settings, [.. groups.SelectMany(static g => g).Select(PlanOf)], TableGraph.Levels(groups, TargetsOf), [.. _refusals]) { Stories = stories };
    }

    private IEnumerable<ObjectName> TargetsOf(ObjectName table) => References[table].Table.ForeignKeys.Select(static k => k.Target).Where(References.ContainsKey);
}
