using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Seatrial.Seeding.Schema;

/// <summary>A type that a database defines.</summary>
/// <param name="Name">Its name.</param>
[JsonDerivedType(typeof(Enumeration), "enum")]
[JsonDerivedType(typeof(Domain), "domain")]
[JsonDerivedType(typeof(Composite), "composite")]
[JsonDerivedType(typeof(Range), "range")]
internal abstract record UserType(ObjectName Name)
{
    /// <summary>One of a list.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Labels">The list, in its order.</param>
    public sealed record Enumeration(ObjectName Name, ImmutableArray<string> Labels) : UserType(Name);

    /// <summary>A type with conditions.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Base">What it is based on: maybe another domain.</param>
    public sealed record Domain(ObjectName Name, DataType Base) : UserType(Name)
    {
        /// <summary>Whether it has no null.</summary>
        public bool IsNotNull { get; init; }

        /// <summary>Its default, as written.</summary>
        public string? Default { get; init; }

        /// <summary>Its conditions; <c>VALUE</c> stands for the value.</summary>
        public ImmutableArray<CheckConstraint> Checks { get; init; } = [];
    }

    /// <summary>Several values under names.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Attributes">They.</param>
    public sealed record Composite(ObjectName Name, ImmutableArray<TypeAttribute> Attributes) : UserType(Name);

    /// <summary>From one value to another.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Element">The type of its ends.</param>
    /// <param name="IsSeveral">Whether a value is several ranges.</param>
    public sealed record Range(ObjectName Name, DataType Element, bool IsSeveral) : UserType(Name);
}
