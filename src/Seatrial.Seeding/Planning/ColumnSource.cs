using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>Where the values of a column come from, by the number of the row alone.</summary>
internal abstract class ColumnSource
{
    /// <summary>The columns that must be known to know this one.</summary>
    public virtual IEnumerable<(TablePlan Table, int Column)> Needs => [];

    /// <summary>The value of a row.</summary>
    /// <param name="row">The row's number, from 0.</param>
    public abstract CellValue At(long row);

    /// <summary>Numbers one after another.</summary>
    /// <param name="first">The number of the first row.</param>
    public sealed class Counter(long first) : ColumnSource
    {
        public override CellValue At(long row) => CellValue.Of(first + row);
    }

    /// <summary>Values of which none is there twice.</summary>
    /// <param name="maker">Makes them.</param>
    /// <param name="first">The number of the first row's.</param>
    /// <param name="skipped">The numbers of values that somebody else has, in ascending order.</param>
    public sealed class Unique(IUniqueMaker maker, UInt128 first, IReadOnlyList<UInt128> skipped) : ColumnSource
    {
        public override CellValue At(long row)
        {
            UInt128 index = first + (ulong)row;
            foreach (UInt128 other in skipped)
            {
                if (other > index)
                {
                    break;
                }

                index++;
            }

            return maker.At(index);
        }

        /// <summary>The value of a number, whether somebody else has it or not.</summary>
        public CellValue Unskipped(long index) => maker.At((UInt128)index);
    }

    /// <summary>Numbers that begin anew for each row pointed at, such as those of an order's lines.</summary>
    /// <param name="choice">Who is pointed at.</param>
    /// <param name="first">The first number.</param>
    public sealed class Ordinal(FannedChoice choice, long first) : ColumnSource
    {
        public override CellValue At(long row) => CellValue.Of(first + choice.OrdinalOf(row));
    }

    /// <summary>A digit of a number in which all rows differ.</summary>
    /// <param name="digit">The digit by row.</param>
    /// <param name="value">The value by digit.</param>
    public sealed class Digit(Func<long, long> digit, Func<long, CellValue> value) : ColumnSource
    {
        public override CellValue At(long row) => value(digit(row));
    }

    /// <summary>What a row of another table has, or nothing.</summary>
    /// <param name="choice">Which row.</param>
    /// <param name="table">Of which table.</param>
    /// <param name="column">Which of its columns.</param>
    public sealed class Reference(ParentChoice choice, TablePlan table, int column) : ColumnSource
    {
        public override IEnumerable<(TablePlan Table, int Column)> Needs => [(table, column)];

        public override CellValue At(long row) => choice.ParentOf(row) is var parent and >= 0 ? table.Cell(column, parent) : CellValue.Null;
    }

    /// <summary>Values of which some may be the same.</summary>
    /// <param name="maker">Makes them.</param>
    /// <param name="key">Whose they are.</param>
    /// <param name="nullFraction">The share of rows without, 0 to 1.</param>
    public sealed class Free(IValueMaker maker, CellKey key, double nullFraction) : ColumnSource
    {
        public override CellValue At(long row) => At(row, 0);

        /// <param name="row">The row's number.</param>
        /// <param name="attempt">How many of its candidates were refused.</param>
        public CellValue At(long row, int attempt)
        {
            CellRandom random = key.At(row, attempt);
            return nullFraction > 0 && random.Happens(nullFraction) ? CellValue.Null : maker.Make(ref random);
        }
    }

    /// <summary>A value for some rows, and none for the others.</summary>
    /// <param name="source">The value.</param>
    /// <param name="nullFraction">The share of rows without, 0 to 1.</param>
    /// <param name="key">Which rows.</param>
    public sealed class Sometimes(ColumnSource source, double nullFraction, CellKey key) : ColumnSource
    {
        public ColumnSource Source => source;

        public override IEnumerable<(TablePlan Table, int Column)> Needs => source.Needs;

        public override CellValue At(long row)
        {
            CellRandom random = key.At(row);
            return random.Happens(nullFraction) ? CellValue.Null : source.At(row);
        }
    }

    /// <summary>Never a value.</summary>
    public sealed class Nothing : ColumnSource
    {
        public override CellValue At(long row) => CellValue.Null;
    }
}
