using System.Collections.Frozen;

namespace Seatrial.Flows.Exec;

/// <summary>Where a command says how its tests went.</summary>
/// <param name="Format">In which format.</param>
/// <param name="Where">The files, relative to the command's folder, with <c>*</c> and <c>**</c>; or <see cref="Output"/>.</param>
internal sealed record ResultsPlan(TestResultFormat Format, string Where)
{
    /// <summary>What the command prints.</summary>
    public const string Output = "-";

    public static readonly FrozenDictionary<string, TestResultFormat> Formats = new Dictionary<string, TestResultFormat>(StringComparer.Ordinal)
    {
        ["junit"] = TestResultFormat.Junit,
        ["trx"] = TestResultFormat.Trx,
        ["ctrf"] = TestResultFormat.Ctrf,
        ["tap"] = TestResultFormat.Tap,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
