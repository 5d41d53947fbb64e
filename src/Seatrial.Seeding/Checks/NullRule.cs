namespace Seatrial.Seeding.Checks;

/// <summary>What a check says about nulls.</summary>
internal enum NullRule
{
    Any,
    Never,
    Always,
}
