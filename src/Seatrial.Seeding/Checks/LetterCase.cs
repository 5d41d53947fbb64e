namespace Seatrial.Seeding.Checks;

/// <summary>Which letters a text may have.</summary>
internal enum LetterCase
{
    Any,
    Lower,
    Upper,
}
