using System.Text.Json.Serialization;

namespace Seatrial.Seeding.Schema;

/// <summary>The type of a value.</summary>
[JsonDerivedType(typeof(Scalar), "scalar")]
[JsonDerivedType(typeof(Array), "array")]
[JsonDerivedType(typeof(Named), "named")]
[JsonDerivedType(typeof(Range), "range")]
internal abstract record DataType
{
    private DataType()
    {
    }

    /// <summary>As the engine writes it, with its length or precision.</summary>
    public required string Text { get; init; }

    /// <summary>A type of the engine's own, or of an extension.</summary>
    /// <param name="Kind">What its values are.</param>
    public sealed record Scalar(ScalarKind Kind) : DataType
    {
        /// <summary>The most characters, bits or bytes.</summary>
        public int? Length { get; init; }

        /// <summary>Whether every value is filled up to the length with blanks.</summary>
        public bool IsPadded { get; init; }

        /// <summary>All digits, or those behind the point of a second.</summary>
        public int? Precision { get; init; }

        /// <summary>The digits behind the point; below zero they are in front of it.</summary>
        public int? Scale { get; init; }

        /// <summary>How many bytes a number has.</summary>
        public int? Bytes { get; init; }
    }

    /// <summary>Several values of a type.</summary>
    /// <param name="Element">The type of each.</param>
    public sealed record Array(DataType Element) : DataType;

    /// <summary>A type that the database defines: an enum, a domain, a composite or a range.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record Named(ObjectName Name) : DataType;

    /// <summary>From one value to another, of a range type of the engine's own.</summary>
    /// <param name="Element">The type of its ends.</param>
    /// <param name="IsSeveral">Whether a value is several ranges.</param>
    public sealed record Range(DataType Element, bool IsSeveral) : DataType;
}
