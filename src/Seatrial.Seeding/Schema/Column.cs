namespace Seatrial.Seeding.Schema;

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="IsNullable">Whether it may be without a value, by itself and by its domain.</param>
internal sealed record Column(string Name, DataType Type, bool IsNullable)
{
    /// <summary>Whose number it gets when none is given.</summary>
    public IdentityKind Identity { get; init; }

    /// <summary>What it is computed of; null when it is not.</summary>
    public string? Generated { get; init; }

    /// <summary>Its default, as written.</summary>
    public string? Default { get; init; }

    /// <summary>The sequence that belongs to it.</summary>
    public ObjectName? Sequence { get; init; }

    /// <summary>The collation, where it is not the type's own.</summary>
    public string? Collation { get; init; }

    /// <summary>Whether different texts may count as equal, such as upper and lower case: less fits into a unique key.</summary>
    public bool IsCaseBlind { get; init; }

    /// <summary>Whether a value may be given at all.</summary>
    public bool IsWritable => Generated is null;
}
