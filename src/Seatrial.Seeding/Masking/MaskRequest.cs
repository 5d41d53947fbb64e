using Seatrial.Project.Masking;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Masking;

/// <summary>A column that is to be masked.</summary>
/// <param name="Schema">The database it goes to, for its types.</param>
/// <param name="Column">The column, as it is there.</param>
/// <param name="Rule">What becomes of it.</param>
/// <param name="Domain">What shares its pseudonyms.</param>
/// <param name="Most">The largest number that fits all columns that hold the same.</param>
internal sealed record MaskRequest(DatabaseSchema Schema, Column Column, MaskRule Rule, string Domain, long Most);
