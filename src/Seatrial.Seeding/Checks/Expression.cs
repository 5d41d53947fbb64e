using System.Collections.Immutable;

namespace Seatrial.Seeding.Checks;

/// <summary>A condition of a check, or a part of one.</summary>
internal abstract record Expression
{
    private Expression()
    {
    }

    /// <summary>The parts it is made of.</summary>
    public virtual ImmutableArray<Expression> Parts => [];

    /// <summary>The columns it reads.</summary>
    public IEnumerable<string> Columns()
    {
        if (this is Column column)
        {
            yield return column.Name;
        }

        foreach (Expression part in Parts)
        {
            foreach (string name in part.Columns())
            {
                yield return name;
            }
        }
    }

    /// <summary>A value that stands there.</summary>
    /// <param name="Value">As <see cref="Datum"/> describes.</param>
    public sealed record Constant(object? Value) : Expression;

    /// <summary>A column of the row.</summary>
    public sealed record Column(string Name) : Expression;

    /// <summary>A function or an operator: <c>lower</c>, <c>+</c>, <c>~~</c>; <c>and</c>, <c>or</c>, <c>not</c>, <c>is null</c>.</summary>
    public sealed record Call(string Name, ImmutableArray<Expression> Arguments) : Expression
    {
        public override ImmutableArray<Expression> Parts => Arguments;

        public bool Equals(Call? other) => other is not null && Name == other.Name && Arguments.SequenceEqual(other.Arguments);

        public override int GetHashCode() => HashCode.Combine(Name, Arguments.Length);
    }

    /// <summary>A value as another type.</summary>
    public sealed record Cast(Expression Inner, string Type) : Expression
    {
        public override ImmutableArray<Expression> Parts => [Inner];
    }

    /// <summary>A value compared with those of a list: with one of them, or with all.</summary>
    public sealed record Quantified(string Operator, Expression Left, Expression List, bool IsAll) : Expression
    {
        public override ImmutableArray<Expression> Parts => [Left, List];
    }

    /// <summary>The first value whose condition is true.</summary>
    public sealed record Case(ImmutableArray<(Expression When, Expression Then)> Branches, Expression Else) : Expression
    {
        public override ImmutableArray<Expression> Parts => [.. Branches.SelectMany(static b => new[] { b.When, b.Then }), Else];
    }

    /// <summary>What is not understood.</summary>
    public sealed record Opaque(string Text) : Expression;
}
