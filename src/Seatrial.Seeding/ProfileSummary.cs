namespace Seatrial.Seeding;

/// <summary>What was taken of production.</summary>
/// <param name="Text">The profile, as its file holds it.</param>
/// <param name="Tables">How many tables it knows.</param>
/// <param name="Rows">About how many rows they have.</param>
/// <param name="Literals">How many values of production stand in it, each shared by many.</param>
/// <param name="Statistics">How many noised statistics were released.</param>
/// <param name="Epsilon">The privacy loss of each.</param>
public sealed record ProfileSummary(string Text, int Tables, long Rows, int Literals, int Statistics, double Epsilon);
