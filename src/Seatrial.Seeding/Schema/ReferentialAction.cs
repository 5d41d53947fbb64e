namespace Seatrial.Seeding.Schema;

/// <summary>What becomes of a row when what it points at goes.</summary>
internal enum ReferentialAction
{
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}
