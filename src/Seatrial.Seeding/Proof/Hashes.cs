using System.Security.Cryptography;
using System.Text;

namespace Seatrial.Seeding.Proof;

/// <summary>SHA-256, in hexadecimal digits.</summary>
internal static class Hashes
{
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Of a structure: tables, columns, types and all texts, in an order of their own.</summary>
    public static string Of(ScanContents contents)
    {
        IEnumerable<string> lines = contents.Tables.Where(static t => !t.IsLedger).SelectMany(static t => t.Columns.Select(c => $"column {t.Name}.{c.Name} {c.Type}"))
            .Concat(contents.Texts.Where(static t => !t.Place.StartsWith("seatrial_seed.", StringComparison.Ordinal)).Select(static t => $"{t.Kind} {t.Place} {t.Text}"));
        return Of(Encoding.UTF8.GetBytes(string.Join('\n', lines.Order(StringComparer.Ordinal))));
    }
}
