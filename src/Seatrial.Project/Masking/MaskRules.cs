using System.Collections.Immutable;

namespace Seatrial.Project.Masking;

/// <summary>What becomes of rows that are taken from production, as a file says it.</summary>
/// <param name="Locale">Whose names and places pseudonyms are made of.</param>
/// <param name="Tables">What becomes of each table's columns.</param>
/// <param name="References">What points at what without a foreign key in the database.</param>
/// <param name="Subset">Which rows are taken; null for all.</param>
public sealed record MaskRules(string Locale, ImmutableArray<MaskedTable> Tables, ImmutableArray<MaskReference> References, SubsetRules? Subset);
