using System.Globalization;
using Seatrial.Project.Masking;

namespace Seatrial.Seeding.Masking;

/// <summary>Rules as people write them.</summary>
internal static class RuleText
{
    public static string Of(MaskRule rule) => rule switch
    {
        MaskRule.Keep => "keep",
        MaskRule.Null => "null",
        MaskRule.Constant => "constant",
        MaskRule.Pseudonym { Domain: { } domain, Kind: var kind } => $"{kind}: {domain}",
        MaskRule.Pseudonym { Kind: var kind } => kind,
        MaskRule.Generalise { To: MaskGrain.Bucket or MaskGrain.Prefix } coarse => string.Create(CultureInfo.InvariantCulture, $"generalise: {coarse.To.ToString().ToLowerInvariant()} {coarse.Size}"),
        MaskRule.Generalise coarse => $"generalise: {coarse.To.ToString().ToLowerInvariant()}",
        _ => "noise",
    };
}
