using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Expectations;
using static Seatrial.Project.Shapes.Keys;

namespace Seatrial.Project.Shapes;

/// <summary>How matchers are written: one key an operator.</summary>
internal static class MatcherShapes
{
    public const string Matcher = "matcher";

    private static readonly DocumentShape Nested = Shared(Matcher);

    public static ImmutableArray<ShapeKey> Operators { get; } =
    [
        .. ExpectationBinder.OperatorNames.Select(static name => Describe(name.Key, name.Value)),
        Key("tolerance", Any, "How far from the number of `closeTo` still holds."),
    ];

    private static ShapeKey Describe(string name, MatchOperator matchOperator) => matchOperator switch
    {
        MatchOperator.Equals => Key(name, Any, "The same value: typed and case-sensitive, numbers by value. A list or a map meant literally goes here."),
        MatchOperator.Not => Key(name, Nested, "The matcher below it does not hold."),
        MatchOperator.In => Key(name, Any, "One of a list."),
        MatchOperator.Below => Key(name, Any, "Less than a number or a duration."),
        MatchOperator.AtMost => Key(name, Any, "Less than a number or a duration, or equal."),
        MatchOperator.Above => Key(name, Any, "More than a number or a duration."),
        MatchOperator.AtLeast => Key(name, Any, "More than a number or a duration, or equal."),
        MatchOperator.CloseTo => Key(name, Any, "Within `tolerance` of a number."),
        MatchOperator.Contains => Key(name, Any, "A text holds a part, a list an element, a map the given entries."),
        MatchOperator.StartsWith => Key(name, Text, "A text begins with this."),
        MatchOperator.EndsWith => Key(name, Text, "A text ends with this."),
        MatchOperator.Matches => Key(name, Text, "A text matches this regular expression, somewhere."),
        MatchOperator.Count => Key(name, Nested, "The number of elements, entries or characters matches what is below."),
        MatchOperator.Each => Key(name, Nested, "Every element matches what is below."),
        MatchOperator.Any => Key(name, Nested, "Some element matches what is below."),
        MatchOperator.Type => Key(name, Choice([.. ExpectationBinder.TypeNames]), "It is of this JSON type."),
        MatchOperator.Schema => Key(name, Any, "It fits a JSON Schema: written here, or the path of its file."),
        MatchOperator.Exists => Key(name, Either(Flag, Text), "It is there at all; with false, it is not."),
        MatchOperator.Empty => Key(name, Either(Flag, Text), "It is there and has no elements, entries or characters; with false, it has some."),
        _ => throw new ArgumentOutOfRangeException(nameof(matchOperator), matchOperator, "Nobody has described this operator."),
    };
}
