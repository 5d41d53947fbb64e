using Seatrial.Project.Masking;
using Seatrial.Seeding.Planning;

namespace Seatrial.Seeding.Masking;

/// <summary>Which columns share pseudonyms.</summary>
internal static class MaskDomains
{
    /// <summary>The domain of a column: as written; for what has no meaning its own and that of what points at it; else one for all of a kind.</summary>
    public static string Of(MaskRule rule, ColumnName column, ColumnGroups groups) => rule switch
    {
        MaskRule.Pseudonym { Domain: { } written, Kind: var kind } => $"{kind} {written}",
        MaskRule.Pseudonym { Kind: MaskKinds.Form or MaskKinds.Token or "uuid" } => $"column {groups.NameOf(column)}",
        MaskRule.Pseudonym { Kind: var kind } => kind,
        _ => $"noise {groups.NameOf(column)}",
    };
}
