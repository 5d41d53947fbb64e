using System.Collections.Immutable;
using System.Text.Json;

namespace Seatrial.Project.Expressions;

/// <summary>An expression. Closed.</summary>
internal abstract record Expression
{
    private Expression(int offset) => Offset = offset;

    /// <summary>Where it begins in the scalar's text.</summary>
    public int Offset { get; }

    /// <summary>The names it reads.</summary>
    public IEnumerable<Name> NamesUsed() => this switch
    {
        Name name => [name],
        Member member => member.Of.NamesUsed().Concat(member.Key.NamesUsed()),
        Unary unary => unary.Operand.NamesUsed(),
        Binary binary => binary.Left.NamesUsed().Concat(binary.Right.NamesUsed()),
        Choice choice => choice.Condition.NamesUsed().Concat(choice.Then.NamesUsed()).Concat(choice.Else.NamesUsed()),
        Call call => call.Arguments.SelectMany(a => a.NamesUsed()),
        _ => [],
    };

    public sealed record Literal(JsonElement Value, int At) : Expression(At);

    public sealed record Name(string Text, int At) : Expression(At);

    public sealed record Member(Expression Of, Expression Key, int At) : Expression(At);

    public sealed record Unary(char Operator, Expression Operand, int At) : Expression(At);

    public sealed record Binary(string Operator, Expression Left, Expression Right, int At) : Expression(At);

    public sealed record Choice(Expression Condition, Expression Then, Expression Else, int At) : Expression(At);

    public sealed record Call(string Function, ImmutableArray<Expression> Arguments, int At) : Expression(At);
}
