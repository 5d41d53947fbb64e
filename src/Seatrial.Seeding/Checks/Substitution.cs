namespace Seatrial.Seeding.Checks;

/// <summary>The same condition on another column.</summary>
internal static class Substitution
{
    public static Expression Of(Expression expression, string column, string by) => expression switch
    {
        Expression.Column old => old.Name == column ? new Expression.Column(by) : old,
        Expression.Call call => call with { Arguments = [.. call.Arguments.Select(a => Of(a, column, by))] },
        Expression.Cast cast => cast with { Inner = Of(cast.Inner, column, by) },
        Expression.Quantified quantified => quantified with { Left = Of(quantified.Left, column, by), List = Of(quantified.List, column, by) },
        Expression.Case choice => new Expression.Case([.. choice.Branches.Select(b => (Of(b.When, column, by), Of(b.Then, column, by)))], Of(choice.Else, column, by)),
        _ => expression,
    };
}
