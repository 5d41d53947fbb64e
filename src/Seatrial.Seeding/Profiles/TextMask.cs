namespace Seatrial.Seeding.Profiles;

/// <summary>How some texts are made up.</summary>
/// <param name="Mask">Their characters by class: <c>AA-9999</c>.</param>
/// <param name="Share">The share of texts, 0 to 1, noised.</param>
/// <param name="Subjects">How many distinct subjects have one, noised and rounded down to two digits.</param>
internal sealed record TextMask(string Mask, double Share, long Subjects);
