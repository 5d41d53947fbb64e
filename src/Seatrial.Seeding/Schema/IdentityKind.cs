namespace Seatrial.Seeding.Schema;

/// <summary>Whether a column numbers its rows itself.</summary>
internal enum IdentityKind
{
    None,

    /// <summary>Unless a value is given.</summary>
    ByDefault,

    /// <summary>Even if a value is given, unless that is said aloud.</summary>
    Always,
}
