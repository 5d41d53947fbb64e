namespace Seatrial.Seeding.Schema;

/// <summary>When a constraint is looked at.</summary>
internal enum Deferrability
{
    /// <summary>At the end of each statement.</summary>
    None,

    /// <summary>At the end of each statement, unless a transaction asks for later.</summary>
    OnRequest,

    /// <summary>At the end of the transaction.</summary>
    Always,
}
