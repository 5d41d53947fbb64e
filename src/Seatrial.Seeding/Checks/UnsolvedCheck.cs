namespace Seatrial.Seeding.Checks;

/// <summary>A check of which something is not understood.</summary>
/// <param name="Name">The check, or the domain's.</param>
/// <param name="Expression">What is not understood, as written.</param>
/// <param name="IsTriedHere">Whether rows are tried against it here; else only the database can tell.</param>
internal sealed record UnsolvedCheck(string Name, string Expression, bool IsTriedHere);
