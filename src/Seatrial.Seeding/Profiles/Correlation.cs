namespace Seatrial.Seeding.Profiles;

/// <summary>Two numbers of a row go together.</summary>
/// <param name="One">A column.</param>
/// <param name="Other">Another.</param>
/// <param name="Rank">Spearman's rank correlation, -1 to 1, rounded to two digits.</param>
internal sealed record Correlation(string One, string Other, double Rank);
