namespace Seatrial.Seeding.Profiles;

/// <summary>Under which thresholds statistics were released.</summary>
/// <param name="Subjects">The least number of distinct subjects behind anything released; the k of k-anonymity.</param>
/// <param name="Epsilon">The privacy loss of each noised statistic.</param>
/// <param name="Delta">The probability with which a value's mere presence may show.</param>
/// <param name="Statistics">How many noised statistics there are; by basic composition the whole loses at most that many times <paramref name="Epsilon"/>.</param>
internal sealed record Disclosure(int Subjects, double Epsilon, double Delta, int Statistics);
