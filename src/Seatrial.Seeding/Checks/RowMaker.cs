using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>
/// Makes rows that pass their checks: picks a branch of each group of checks, makes the columns one after the other
/// within what is left by those before, and looks whether all came true. One thread at a time.
/// </summary>
internal sealed class RowMaker
{
    /// <summary>So often a group of cells is made again before it is given up.</summary>
    private const int Tries = 40;

    private readonly EvaluatedRow _row;
    private readonly CellKey[] _keys;
    private readonly (int Place, IValueMaker Maker)[] _free;
    private readonly Group[] _groups;

    internal RowMaker(EvaluatedRow row, CellKey[] keys, IEnumerable<(int, IValueMaker)> free, IEnumerable<Group> groups)
    {
        _row = row;
        _keys = keys;
        _free = [.. free];
        _groups = [.. groups];
    }

    /// <summary>Makes the cells of a row that are not given.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="attempt">How many candidates for it were refused.</param>
    /// <param name="cells">The cells, in the order of the columns; those that are given are filled in.</param>
    /// <returns>Whether the row passes, as far as that can be told here; if not, another attempt may.</returns>
    public bool Make(long row, int attempt, Span<CellValue> cells)
    {
        foreach ((int place, IValueMaker maker) in _free)
        {
            CellRandom random = _keys[place].At(row, attempt);
            cells[place] = maker.Make(ref random);
        }

        if (_groups.Length == 0)
        {
            return true;
        }

        cells.CopyTo(_row.Cells);
        bool isGood = true;
        foreach (Group group in _groups)
        {
            isGood &= Make(group, row, attempt);
        }

        _row.Cells.CopyTo(cells);
        return isGood;
    }

    private bool Make(Group group, long row, int attempt)
    {
        for (int i = 0; i < Tries; i++)
        {
            // Draws of one attempt are far from those of the next.
            int draws = (attempt * Tries) + i;
            CellRandom random = group.Key.At(row, draws);
            if (Pick(group, ref random) is not { } branch)
            {
                return false;
            }

            foreach (Step step in branch.Steps)
            {
                CellRandom own = _keys[step.Place].At(row, draws);
                _row.Cells[step.Place] = Made(step, ref own);
            }

            if (Passes(group))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A branch that what is given does not rule out; null when it rules out all.</summary>
    private Branch? Pick(Group group, ref CellRandom random)
    {
        if (group.Branches.Count == 1)
        {
            return group.Branches[0];
        }

        Branch picked = group.Branches[group.Weights.Pick(ref random)];
        if (IsOpen(picked))
        {
            return picked;
        }

        int from = (int)random.Below(group.Branches.Count);
        for (int i = 0; i < group.Branches.Count; i++)
        {
            Branch other = group.Branches[(from + i) % group.Branches.Count];
            if (IsOpen(other))
            {
                return other;
            }
        }

        return null;
    }

    private bool IsOpen(Branch branch)
    {
        foreach (Expression condition in branch.Given)
        {
            if (Evaluator.Evaluate(condition, _row) is false)
            {
                return false;
            }
        }

        return true;
    }

    private bool Passes(Group group)
    {
        foreach (Expression condition in group.Rules.Conditions)
        {
            if (Evaluator.Evaluate(condition, _row) is false)
            {
                return false;
            }
        }

        return true;
    }

    private CellValue Made(Step step, ref CellRandom random)
    {
        CellValue value = step.Sides.Length == 0 ? step.Maker.Make(ref random) : Related(step, ref random);
        foreach (Expression function in step.Projections)
        {
            _row.Cells[step.Place] = value;
            object? projected = value.IsNull ? null : Evaluator.Evaluate(function, _row);
            if (!ReferenceEquals(projected, Datum.Unknown) && Datum.Cell(projected, _row.Type(step.Place)) is { } cell)
            {
                value = cell;
            }
        }

        return value;
    }

    /// <summary>A value within what other cells of the row leave; computed, where they leave one only.</summary>
    private CellValue Related(Step step, ref CellRandom random)
    {
        DataType plain = _row.Type(step.Place);
        CellInterval bounds = CellInterval.All;
        foreach (Side side in step.Sides)
        {
            object? right = Evaluator.Evaluate(side.Right, _row);
            string name = side.Operator;
            if (side.Divisor is { } divisor)
            {
                if (Evaluator.Evaluate(divisor, _row) is not decimal and not 0)
                {
                    continue;
                }

                name = Evaluator.Evaluate(divisor, _row) is decimal and < 0 ? Side.Turned(name) : name;
            }

            if (right is null || ReferenceEquals(right, Datum.Unknown) || side.Measure != Measure.Value)
            {
                continue;
            }

            if (name == "=" && Datum.Cell(right, plain) is { IsNull: false } same)
            {
                // Whether it is null is for the maker to say.
                return step.Maker.Make(ref random).IsNull ? CellValue.Null : same;
            }

            if (Bounds.Place(right, plain, side.Measure) is { } place)
            {
                bounds = bounds.And(Bounds.Of(name, place));
            }
        }

        return bounds.IsAll || step.Maker is not IBoundedMaker bounded ? step.Maker.Make(ref random) : bounded.Make(ref random, bounds);
    }

    /// <summary>A group of checks, and who makes its columns.</summary>
    internal sealed record Group(RowRuleGroup Rules, IReadOnlyList<Branch> Branches, CellKey Key)
    {
        public Weights Weights { get; } = new([.. Branches.Select(static b => b.Weight)]);
    }

    /// <summary>A way to pass the checks of a group.</summary>
    internal sealed record Branch(RowBranch Rules, Step[] Steps, double Weight)
    {
        /// <summary>The conditions that speak of given columns only.</summary>
        public required Expression[] Given { get; init; }
    }

    /// <summary>The making of a column.</summary>
    internal sealed record Step(int Place, IValueMaker Maker, Side[] Sides, Expression[] Projections);
}
