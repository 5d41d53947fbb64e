using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Shapes;

/// <summary>Short names for what shapes are made of.</summary>
internal static class Keys
{
    public static readonly DocumentShape Any = new DocumentShape.Anything();
    public static readonly DocumentShape Text = new DocumentShape.Text();
    public static readonly DocumentShape Flag = new DocumentShape.Flag();
    public static readonly DocumentShape Duration = new DocumentShape.Duration();
    public static readonly DocumentShape Texts = new DocumentShape.List(Text, MayBeSingle: true);
    public static readonly DocumentShape Values = new DocumentShape.Names(Any);

    public static DocumentShape Whole(int least, int most) => new DocumentShape.Whole(least, most);

    public static DocumentShape Choice(params ReadOnlySpan<string> values) => new DocumentShape.Choice([.. values]);

    public static DocumentShape.Map Map(params ReadOnlySpan<ShapeKey> keys) => new([.. keys]);

    /// <summary>A map in which exactly one of some keys must be.</summary>
    public static DocumentShape.Map OneOf(ImmutableArray<string> oneOf, params ReadOnlySpan<ShapeKey> keys) => new([.. keys]) { OneOf = oneOf };

    public static DocumentShape Either(params ReadOnlySpan<DocumentShape> shapes) => new DocumentShape.Either([.. shapes]);

    public static DocumentShape Shared(string name) => new DocumentShape.Shared(name);

    public static ShapeKey Key(string name, DocumentShape shape, string description) => new(name, shape, description);

    public static ShapeKey Must(string name, DocumentShape shape, string description) => new(name, shape, description, IsRequired: true);
}
