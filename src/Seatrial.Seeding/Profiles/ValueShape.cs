using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Seatrial.Seeding.Profiles;

/// <summary>What the values of a column are like, in aggregate.</summary>
[JsonDerivedType(typeof(Categories), "categories")]
[JsonDerivedType(typeof(Numbers), "numbers")]
[JsonDerivedType(typeof(Times), "times")]
[JsonDerivedType(typeof(Texts), "texts")]
[JsonDerivedType(typeof(Documents), "documents")]
[JsonDerivedType(typeof(Lists), "lists")]
[JsonDerivedType(typeof(Bytes), "bytes")]
internal abstract record ValueShape
{
    private ValueShape()
    {
    }

    /// <summary>A few values that many subjects share; the rest is pooled.</summary>
    /// <param name="Values">The values that were released.</param>
    /// <param name="OtherShare">The share of all others, 0 to 1; nothing is known of them.</param>
    public sealed record Categories(ImmutableArray<Category> Values, double OtherShare) : ValueShape;

    /// <summary>Numbers. The ends of buckets are rounded, and are no one's value.</summary>
    /// <param name="Buckets">Where they lie, in ascending order.</param>
    /// <param name="Scale">The digits behind the point.</param>
    public sealed record Numbers(ImmutableArray<Bucket> Buckets, int Scale) : ValueShape;

    /// <summary>Times, as seconds after the first moment of the day on which the profile was taken; most lie before it.</summary>
    /// <param name="Buckets">Where they lie, in ascending order.</param>
    /// <param name="StepSeconds">What all are multiples of, such as 86400 for days; 0 when finer than a second.</param>
    public sealed record Times(ImmutableArray<Bucket> Buckets, long StepSeconds) : ValueShape;

    /// <summary>Texts, of which no text is known.</summary>
    /// <param name="Lengths">How long they are, in characters.</param>
    /// <param name="Masks">How they are made up: <c>A</c> upper case, <c>a</c> lower case, <c>9</c> digit, others as they are.</param>
    /// <param name="AsciiShare">The share of those in ASCII only.</param>
    public sealed record Texts(ImmutableArray<Bucket> Lengths, ImmutableArray<TextMask> Masks, double AsciiShare) : ValueShape
    {
        /// <summary>What they mean, such as <c>email</c>; null when nothing was found.</summary>
        public string? Meaning { get; init; }
    }

    /// <summary>Documents.</summary>
    /// <param name="Paths">What is in them.</param>
    public sealed record Documents(ImmutableArray<DocumentPath> Paths) : ValueShape;

    /// <summary>Lists of values.</summary>
    /// <param name="Lengths">How many each holds.</param>
    public sealed record Lists(ImmutableArray<Bucket> Lengths) : ValueShape
    {
        /// <summary>What each is like; null when it is not known.</summary>
        public ValueShape? Element { get; init; }
    }

    /// <summary>Bytes.</summary>
    /// <param name="Lengths">How many each value has.</param>
    public sealed record Bytes(ImmutableArray<Bucket> Lengths) : ValueShape;
}
