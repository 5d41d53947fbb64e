using System.Collections.Immutable;
using Seatrial.Project.Loading;
using Seatrial.Project.Masking;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Masking;

/// <summary>Decides what becomes of every column, and refuses all that nobody decided: what is forgotten is not taken.</summary>
/// <param name="source">Where rows come from.</param>
/// <param name="target">Where they go.</param>
/// <param name="rules">What was written.</param>
/// <param name="key">The key.</param>
internal sealed class MaskPlanner(DatabaseSchema source, DatabaseSchema target, MaskRules rules, MaskKey key)
{
    private readonly List<Refusal> _refusals = [];
    private readonly MaskMakers _makers = new(key, rules.Locale);
    private readonly Dictionary<ObjectName, MaskedTable> _written = [];
    private readonly Dictionary<ColumnName, MaskedColumn> _columns = [];

    public MaskPlan Plan()
    {
        ReadRules();
        Table[] taken = [.. source.Tables.Where(t => IsTaken(t) && !(_written.TryGetValue(t.Name, out MaskedTable? written) && written.IsSkipped))];
        HashSet<ObjectName> names = [.. taken.Select(static t => t.Name)];
        ImmutableArray<MaskLink> links = [.. Links(taken)];
        ColumnGroups groups = new(links.Where(l => names.Contains(l.Target)));
        List<MaskTable> tables = [];
        foreach (Table table in taken)
        {
            if (target.Find(table.Name) is not { } into)
            {
                Refuse(table.Name, null, "the target has no such table.", $"Migrate the target, or leave the table out: `{table.Name.Name}: skip`.");
                continue;
            }

            tables.Add(new(table, into, [.. Columns(table, into, groups)]));
            RefuseUnfilled(table, into);
        }

        foreach (MaskLink link in links.Where(l => !names.Contains(l.Target) && l.Columns.All(c => Effective(new(l.Table, c), groups) is not MaskRule.Null)))
        {
            Refuse(link.Table, link.Columns[0], $"it points at {link.Target}, whose rows are not taken.", $"Take them too, or write `{link.Columns[0]}: null`.");
        }

        tables.ForEach(t => MaskUniqueness.Check(t, _refusals.Add));
        links = [.. links.Where(l => names.Contains(l.Target) && l.Columns.All(c => Effective(new(l.Table, c), groups) is not MaskRule.Null))];
        ObjectName[] order = [.. tables.Select(static t => t.Name)];
        return new([.. tables], TableGraph.Groups(order, t => links.Where(l => l.Table == t && !l.IsVirtual).Select(static l => l.Target)), links, [.. _refusals]);
    }

    /// <summary>Whether rows of a table are read by its name: those of partitions are read through their root.</summary>
    public static bool IsTaken(Table table) => table.PartitionOf is null && table.Kind is not TableKind.Foreign;

    private void ReadRules()
    {
        foreach (MaskedTable table in rules.Tables)
        {
            if (Find(table.Name) is not { } found)
            {
                string hint = Nearest.To(table.Name, source.Tables.Where(IsTaken).Select(static t => t.Name.Name)) is { } near ? $"Did you mean `{near}`?" : "Write its schema in front where several have one of the name.";
                Refuse(new(string.Empty, table.Name), null, $"{table.Span}: there is no such table.", hint);
                continue;
            }

            if (!_written.TryAdd(found.Name, table))
            {
                Refuse(found.Name, null, $"{table.Span}: it has rules already.", "Write them in one place.");
            }

            foreach (MaskedColumn column in table.Columns)
            {
                if (found.Columns.FirstOrDefault(c => c.Name == column.Name) is not { } known)
                {
                    Refuse(found.Name, column.Name, $"{column.Span}: there is no such column.", Nearest.To(column.Name, found.Columns.Select(static c => c.Name)) is { } near ? $"Did you mean `{near}`?" : "Leave it out.");
                }
                else if (!known.IsWritable)
                {
                    Refuse(found.Name, column.Name, $"{column.Span}: the database computes it.", "Leave the rule out.");
                }
                else
                {
                    _columns[new(found.Name, column.Name)] = column;
                }
            }
        }
    }

    private Table? Find(string name) => MaskNames.Find(source, name);

    private IEnumerable<MaskLink> Links(Table[] taken)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (Table table in taken)
        {
            ImmutableArray<ForeignKey> there = target.Find(table.Name)?.ForeignKeys ?? [];
            foreach (ForeignKey foreign in table.ForeignKeys.Concat(there).Where(f => seen.Add($"{table.Name} {string.Join(',', f.Columns)} {f.Target} {string.Join(',', f.TargetColumns)}")))
            {
                if (foreign.Columns.All(c => table.Columns.Any(own => own.Name == c)))
                {
                    yield return new(table.Name, foreign.Columns, foreign.Target, foreign.TargetColumns, IsVirtual: false);
                }
            }
        }

        foreach (MaskReference reference in rules.References)
        {
            Table? from = Find(reference.Table), to = Find(reference.Target);
            if (from?.Columns.Any(c => c.Name == reference.Column) is not true || to?.Columns.Any(c => c.Name == reference.TargetColumn) is not true)
            {
                bool isFirst = from?.Columns.Any(c => c.Name == reference.Column) is not true;
                Refuse(new(string.Empty, isFirst ? reference.Table : reference.Target), isFirst ? reference.Column : reference.TargetColumn, $"{reference.Span}: there is no such column.", "Correct the reference, or leave it out.");
            }
            else if (taken.Contains(from))
            {
                yield return new(from.Name, [reference.Column], to.Name, [reference.TargetColumn], IsVirtual: true);
            }
        }
    }

    private IEnumerable<MaskColumn> Columns(Table table, Table into, ColumnGroups groups)
    {
        foreach (Column column in table.Columns.Where(static c => c.IsWritable))
        {
            ColumnName name = new(table.Name, column.Name);
            MaskRule? rule = Effective(name, groups);
            Column? there = into.Columns.FirstOrDefault(c => c.Name == column.Name && c.IsWritable);
            if (rule is null)
            {
                Refuse(table.Name, column.Name, "no rule says what becomes of it.", $"Add one, such as `{column.Name}: {MaskSuggestion.Of(source, table, column, groups, []).Text}`.");
            }
            else if (there is null && rule is not MaskRule.Null)
            {
                Refuse(table.Name, column.Name, "the target has no such column, or computes it.", $"Migrate the target, or leave the values out: `{column.Name}: null`.");
            }
            else if (there is not null && !RefuseConflict(name, rule, groups))
            {
                if (_makers.For(new(target, there, rule, MaskDomains.Of(rule, name, groups), Bound(name, groups)), out string reason) is { } mask)
                {
                    yield return new(there, rule, mask);
                }
                else
                {
                    Refuse(table.Name, column.Name, $"{Place(name)}{reason}", $"Take another rule, such as `{column.Name}: {MaskSuggestion.Of(source, table, column, groups, []).Text}`.");
                }
            }
        }
    }

    /// <summary>The rule of a column: its own, else that of a column that holds the same.</summary>
    private MaskRule? Effective(ColumnName name, ColumnGroups groups)
    {
        if (_columns.TryGetValue(name, out MaskedColumn? own) && own.Rule is not MaskRule.Pseudonym { Domain: null })
        {
            return own.Rule;
        }

        MaskRule[] others = [.. groups.Of(name).Select(c => _columns.GetValueOrDefault(c)?.Rule).OfType<MaskRule>().Where(static r => r is not MaskRule.Null)];

        // One of several may name the domain for all.
        return others.OfType<MaskRule.Pseudonym>().FirstOrDefault(p => p.Domain is not null && (own is null || p.Kind == ((MaskRule.Pseudonym)own.Rule).Kind)) ?? own?.Rule ?? others.FirstOrDefault();
    }

    private bool RefuseConflict(ColumnName name, MaskRule rule, ColumnGroups groups)
    {
        ColumnName[] same = [.. groups.Of(name).Where(c => c != name)];
        if (same.Length == 0 || rule is MaskRule.Null && groups.IsPointing(name))
        {
            return false;
        }

        if (rule is not (MaskRule.Keep or MaskRule.Pseudonym))
        {
            Refuse(name.Table, name.Column, $"{Place(name)}it holds the same as {same[0]}, which would not be so afterwards.", "Take `fpe`, `token` or another pseudonym for both.");
            return true;
        }

        ColumnName other = same.FirstOrDefault(c => Effective(c, groups) is { } theirs && theirs is not MaskRule.Null && !AreAlike(theirs, rule));
        if (other != default && string.CompareOrdinal(name.ToString(), other.ToString()) < 0)
        {
            Refuse(name.Table, name.Column, $"{Place(name)}it holds the same as {other}, which has another rule.", "Write one rule for one of them; it goes for both.");
        }

        return false;
    }

    private static bool AreAlike(MaskRule one, MaskRule other) => (one, other) switch
    {
        (MaskRule.Keep, MaskRule.Keep) => true,
        (MaskRule.Pseudonym p, MaskRule.Pseudonym q) => p == q,
        _ => false,
    };

    private long Bound(ColumnName name, ColumnGroups groups) => groups.Of(name)
        .Select(c => target.Find(c.Table)?.Columns.FirstOrDefault(own => own.Name == c.Column))
        .Select(c => c is null ? null : Values.DataTypes.Plain(target, c.Type) as DataType.Scalar)
        .Select(static s => s switch
        {
            { Kind: ScalarKind.Integer, Bytes: { } bytes } => NumberFormMask.BoundOf(bytes),
            { Kind: ScalarKind.Decimal, Precision: < 15 and { } digits } => (long)Math.Pow(10, digits) - 1,
            _ => NumberFormMask.BoundOf(8),
        })
        .Min();

    /// <summary>Columns of the target that want a value, which no row would have.</summary>
    private void RefuseUnfilled(Table table, Table into)
    {
        foreach (Column column in into.Columns.Where(c => c is { IsWritable: true, IsNullable: false, Default: null, Identity: IdentityKind.None } && table.Columns.All(own => own.Name != c.Name)))
        {
            Refuse(into.Name, column.Name, "the target wants a value there, and the source has no such column.", "Migrate the source first, or give the column a default in the target.");
        }
    }

    private string Place(ColumnName name) => _columns.GetValueOrDefault(name) is { } written ? $"{written.Span}: " : string.Empty;

    private void Refuse(ObjectName table, string? column, string reason, string remedy) => _refusals.Add(new(table, column, reason, remedy));
}
