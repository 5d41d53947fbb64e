namespace Seatrial.Seeding.Detection;

/// <summary>What a column was found to be about.</summary>
/// <param name="Meaning">What its values are.</param>
/// <param name="IsPersonal">Whether they are treated as personal data; also where its name says so and its values do not.</param>
internal readonly record struct ColumnMeaning(Meaning Meaning, bool IsPersonal)
{
    public static ColumnMeaning Unknown => default;
}
