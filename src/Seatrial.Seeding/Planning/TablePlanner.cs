using System.Collections.Immutable;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>Decides the keys and foreign keys of one table.</summary>
internal sealed class TablePlanner(Planner planner, TablePlan plan)
{
    private readonly References _references = planner.References[plan.Name];
    private readonly List<HashSet<string>> _unique = [];

    private Table Table => plan.Table;

    public void Decide()
    {
        foreach (KeyColumns key in KeyColumns.Of(Table))
        {
            DecideKey(key);
        }

        Exclusions.Decide(planner, plan);
        foreach (ForeignKey key in _references.Leading.Where(k => !plan.Choices.ContainsKey(k.Name)))
        {
            DecideLeading(key);
        }

        foreach ((ForeignKey key, ForeignKey other, string shared) in _references.Related.Where(r => !plan.Choices.ContainsKey(r.Key.Name)))
        {
            DecideRelated(key, other, shared);
        }

        foreach (ForeignKey key in _references.Covered)
        {
            if (!Ancestry.Leads(planner, Table, key))
            {
                planner.Refuse(plan.Name, string.Join(", ", key.Columns), $"foreign key {key.Name} shares all of its columns with other foreign keys, whose values need not be in {key.Target}.", "Point one of the others at a table that has the same foreign key, or leave the table out.");
            }
        }

        plan.Key = FindKey();
    }

    /// <summary>The key by which rows are found again: of a key's columns no more than those in which the rows differ from all others.</summary>
    private ImmutableArray<int> FindKey()
    {
        ImmutableArray<string> key = Table.UniqueKeys
            .Where(static k => k is { Predicate: null, PlainColumns: not null })
            .OrderByDescending(static k => k.IsPrimary)
            .ThenBy(static k => k.Parts.Length)
            .Select(static k => k.PlainColumns!.Value)
            .FirstOrDefault(c => c.All(n => !Table.Column(n).IsNullable && Table.Column(n).IsWritable), []);
        HashSet<string>? enough = _unique.Where(u => u.IsSubsetOf(key)).MinBy(static u => u.Count);
        return [.. key.Where(c => enough is null || enough.Contains(c)).Select(plan.IndexOf)];
    }

    private void DecideKey(KeyColumns key)
    {
        if (_unique.Exists(u => u.IsSubsetOf(key.Columns)))
        {
            return;
        }

        ForeignKey[] foreign = [.. key.Columns.Select(_references.OwnerOf).OfType<ForeignKey>().Distinct()];
        string[] free = [.. key.Columns.Where(c => _references.OwnerOf(c) is null && plan[plan.IndexOf(c)] is null)];
        bool isDone = free.Length switch
        {
            0 => OfForeignKeys(key, foreign),
            _ when foreign.Length > 0 && NumberWithin(foreign, free) => true,
            _ => OneThatDiffers(key, free) || Lattice.Decide(planner, plan, key, free, [.. foreign.Where(f => !plan.Choices.ContainsKey(f.Name))]),
        };
        if (isDone)
        {
            _unique.Add([.. key.Columns]);
        }
        else if (key.Key.Predicate is null && free.Length > 0 && foreign.Length == 0 && !free.Any(c => UniqueColumns.Find(planner, Table, c, key.IsExpression(c)) is not null))
        {
            planner.Refuse(plan.Name, string.Join(", ", key.Columns), $"values that differ in {key.Key.Name} cannot be made of the type {string.Join(", ", free.Select(c => Table.Column(c).Type.Text))}.", "Give the column a rule that says what stands in it, or leave the table out.");
        }
        else if (key.Key.Predicate is null)
        {
            planner.Refuse(plan.Name, string.Join(", ", key.Columns), $"{plan.Rows} rows cannot all differ in {key.Key.Name}.", $"Ask for fewer rows with --scale or --rows, or give `{plan.Name}` fewer rows by a rule.");
        }
        else if (key.Key.Predicate is { } predicate)
        {
            // Not enough rows differ: they stay outside of what the index is about.
            plan.Outside.Add(new CheckConstraint(key.Key.Name, $"(NOT ({predicate}))"));
            plan.Notes.Add($"no row is one of those that {key.Key.Name} is about ({predicate})");
        }
    }

    private bool OneThatDiffers(KeyColumns key, string[] free)
    {
        foreach (string column in free.OrderBy(c => key.IsExpression(c) ? 1 : 0).ThenBy(c => Table.Column(c).Sequence is null ? 1 : 0))
        {
            if (UniqueColumns.Find(planner, Table, column, ignoreCase: key.IsExpression(column)) is { } found && found.Capacity >= (UInt128)(ulong)plan.Rows)
            {
                double nulls = key.Key.NullsAreEqual || key.Key.IsPrimary ? 0 : NullFraction(column);
                plan[plan.IndexOf(column)] = nulls > 0 ? new ColumnSource.Sometimes(found.Source, nulls, KeyOf(column + "\0null")) : found.Source;
                _unique.Add([column]);
                return true;
            }
        }

        return false;
    }

    /// <summary>Numbers that begin anew for each parent, such as those of an order's lines.</summary>
    private bool NumberWithin(ForeignKey[] foreign, string[] free)
    {
        ForeignKey? parent = foreign.FirstOrDefault(f => f.Target != plan.Name && _references.Leading.Contains(f));
        string? number = free.FirstOrDefault(c => Table.Column(c) is { Sequence: null, Identity: IdentityKind.None, Type: DataType.Scalar { Kind: ScalarKind.Integer } });
        if (parent is null || number is null || planner.Rules.Constrains(Table, number))
        {
            return false;
        }

        if (!plan.Choices.ContainsKey(parent.Name))
        {
            DecideLeading(parent);
        }

        long most = ((DataType.Scalar)Table.Column(number).Type).Bytes switch { 1 => 127, 2 => short.MaxValue, 4 => int.MaxValue, _ => long.MaxValue };
        if (plan.Choices.GetValueOrDefault(parent.Name) is not FannedChoice choice || Math.Max(choice.Curve.Most, plan.Rows - choice.Curve.Children) > most)
        {
            return false;
        }

        plan[plan.IndexOf(number)] = new ColumnSource.Ordinal(choice, 1);
        return true;
    }

    private bool OfForeignKeys(KeyColumns key, ForeignKey[] foreign)
    {
        ForeignKey[] undecided = [.. foreign.Where(f => !plan.Choices.ContainsKey(f.Name))];
        if (foreign.Length == 1 && undecided.Length == 1)
        {
            return OneToOne(key, foreign[0]);
        }

        if (undecided.Length == 0 || foreign.Any(f => Find(f.Target) is null))
        {
            return false;
        }

        ForeignKey? first = foreign.FirstOrDefault(f => plan.Choices.GetValueOrDefault(f.Name) is FannedChoice)
            ?? undecided.Where(_references.Leading.Contains).OrderByDescending(f => FanOutOf(f) is null ? 0 : 1).FirstOrDefault(f => f.Target != plan.Name);
        if (first is null)
        {
            return Lattice.Decide(planner, plan, key, [], undecided);
        }

        ForeignKey[] others = [.. undecided.Where(f => f != first && _references.Leading.Contains(f))];
        UInt128 combinations = others.Aggregate((UInt128)1, (product, f) => product * (ulong)Find(f.Target)!.Rows);
        bool isDistinct = others is [{ } only] && only.Target == first.Target && TableRules.AreDistinct(Table, first, only);
        long most = (long)UInt128.Min(combinations, long.MaxValue / 4) - (isDistinct ? 1 : 0);
        if (others.Length == 0 || most < 1)
        {
            return false;
        }

        if (!plan.Choices.TryGetValue(first.Name, out ParentChoice? choice))
        {
            choice = Fanned(first, most);
        }

        if (choice is not FannedChoice fanned || fanned.Curve.Most > most)
        {
            return Lattice.Decide(planner, plan, key, [], undecided);
        }

        Choose(first, fanned);
        long stride = 1;
        foreach (ForeignKey other in others)
        {
            long parents = Find(other.Target)!.Rows;
            Choose(other, new WithinChoice(fanned, stride, parents, most, KeyOf(key.Key.Name), isDistinct));
            stride *= parents;
        }

        return true;
    }

    private bool OneToOne(KeyColumns key, ForeignKey foreign)
    {
        if (Find(foreign.Target) is not { } parent)
        {
            return DecideMissing(foreign);
        }

        bool mayBeNull = !key.Key.IsPrimary && !key.Key.NullsAreEqual && IsNullable(foreign);
        if (foreign.Target == plan.Name)
        {
            Choose(foreign, new EarlierChoice(1, !mayBeNull, isChain: true, KeyOf(foreign.Name)));
            return true;
        }

        long children = mayBeNull ? Math.Min(parent.Rows, (long)Math.Round(plan.Rows * (1 - NullFraction(foreign)))) : plan.Rows;
        if (children > parent.Rows)
        {
            return false;
        }

        Choose(foreign, new SingleChoice(parent.Rows, children, plan.Rows, KeyOf(foreign.Name)));
        return true;
    }

    private void DecideLeading(ForeignKey key)
    {
        if (Find(key.Target) is null)
        {
            DecideMissing(key);
        }
        else if (key.Target == plan.Name)
        {
            bool mayBeNull = IsNullable(key);
            long roots = mayBeNull ? Math.Clamp((long)Math.Round(plan.Rows * NullFraction(key, otherwise: 0.1)), 1, plan.Rows) : 1;
            Choose(key, new EarlierChoice(roots, !mayBeNull, isChain: false, KeyOf(key.Name)));
        }
        else if (Find(key.Target)!.Rows > 1 && _references.Leading.FirstOrDefault(f => f != key && f.Target == key.Target && TableRules.AreDistinct(Table, f, key) && plan.Choices.GetValueOrDefault(f.Name) is FannedChoice) is { } first)
        {
            long parents = Find(key.Target)!.Rows;
            Choose(key, new WithinChoice((FannedChoice)plan.Choices[first.Name], 1, parents, parents - 1, KeyOf(key.Name), isDistinct: true));
        }
        else if (Fanned(key, long.MaxValue) is { } choice)
        {
            Choose(key, choice);
        }
    }

    private void DecideRelated(ForeignKey key, ForeignKey other, string shared)
    {
        if (Find(key.Target) is null)
        {
            DecideMissing(key);
        }
        else if (plan.Choices.GetValueOrDefault(other.Name) is { } choice && Ancestry.Common(planner, key, other, shared) is { } common)
        {
            bool isSelf = key.Target == plan.Name;
            Choose(key, new RelatedChoice(choice, common.AncestorOf, common.Children, KeyOf(key.Name)) { Earlier = isSelf ? IsNullable(key) : null });
        }
        else if (_references.OwnedBy(key).All(c => Table.Column(c).IsNullable) && !key.IsMatchFull)
        {
            Choose(key, NoChoice.Instance);
            plan.Notes.Add($"{key.Name} points at nothing: it shares {shared} with {other.Name}, and the tables they point at have nothing in common");
        }
        else
        {
            planner.Refuse(plan.Name, string.Join(", ", key.Columns), $"foreign key {key.Name} shares {shared} with {other.Name}, and the tables they point at do not get it from the same table.", "Make one of the columns nullable, or leave the table out.");
        }
    }

    private bool DecideMissing(ForeignKey key)
    {
        if (!IsNullable(key))
        {
            bool isSkipped = planner.Wanted.Of(key.Target) is { IsSkipped: true };
            planner.Refuse(plan.Name, string.Join(", ", key.Columns), $"{key.Target}, which it must point at, {(isSkipped ? "gets no rows" : "cannot be filled")}.", isSkipped ? "Take `skip` off that table, or put it on this one, too." : "It is a foreign table or a view's; leave this table out, too.");
            return false;
        }

        Choose(key, NoChoice.Instance);
        return true;
    }

    private FannedChoice? Fanned(ForeignKey key, long most)
    {
        long parents = Find(key.Target)!.Rows;
        long children = IsNullable(key) ? (long)Math.Round(plan.Rows * (1 - NullFraction(key))) : plan.Rows;
        ImmutableArray<Bucket>? shape = planner.NeedsAll(plan.Name, key) ? null : FanOutOf(key)?.Bins;
        return FanOutCurve.Of(shape, parents, children, most) is { } curve ? new FannedChoice(curve, plan.Rows, KeyOf(key.Name)) : null;
    }

    private void Choose(ForeignKey key, ParentChoice choice)
    {
        plan.Choices[key.Name] = choice;
        foreach (string column in _references.OwnedBy(key))
        {
            int place = key.Columns.IndexOf(column);
            plan[plan.IndexOf(column)] = choice is NoChoice || Find(key.Target) is not { } target
                ? new ColumnSource.Nothing()
                : new ColumnSource.Reference(choice, target, target.IndexOf(key.TargetColumns[place]));
        }
    }

    private TablePlan? Find(ObjectName table) => planner.Find(table);

    private FanOut? FanOutOf(ForeignKey key) => planner.Profile.Find(plan.Name)?.FanOuts.FirstOrDefault(f => f.ForeignKey == key.Name);

    /// <summary>Whether a row may point at nothing: by columns that no other foreign key and no primary key needs.</summary>
    private bool IsNullable(ForeignKey key)
    {
        ImmutableArray<string> own = _references.OwnedBy(key);
        return key.IsMatchFull ? own.Length == key.Columns.Length && own.All(c => Table.Column(c).IsNullable) : own.All(c => Table.Column(c).IsNullable);
    }

    private double NullFraction(ForeignKey key, double otherwise = 0) => _references.OwnedBy(key).Max(c => NullFraction(c, otherwise));

    private double NullFraction(string column, double otherwise = 0) =>
        !Table.Column(column).IsNullable ? 0 : Math.Clamp(planner.Profile.Find(plan.Name)?.Find(column)?.NullFraction ?? otherwise, 0, 1);

    private CellKey KeyOf(string name) => CellKey.Of(planner.Settings.Seed, plan.Name.ToString(), name);
}
