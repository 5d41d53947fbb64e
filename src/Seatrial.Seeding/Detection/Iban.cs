using System.Collections.Frozen;

namespace Seatrial.Seeding.Detection;

/// <summary>International numbers of bank accounts (ISO 13616).</summary>
internal static class Iban
{
    private static readonly FrozenDictionary<string, int> Lengths =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20"
            .Split(' ').ToFrozenDictionary(static t => t[..2], static t => int.Parse(t.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>Whether a text is one: its country's length, and its check digits.</summary>
    public static bool Is(string text)
    {
        string plain = text.Replace(" ", string.Empty, StringComparison.Ordinal).ToUpperInvariant();
        return plain.Length is >= 15 and <= 34 && plain.All(char.IsAsciiLetterOrDigit) && char.IsAsciiDigit(plain[2]) && char.IsAsciiDigit(plain[3])
            && Lengths.TryGetValue(plain[..2], out int length) && length == plain.Length
            && Checksums.Mod97(string.Concat(plain.AsSpan(4), plain.AsSpan(0, 4))) == 1;
    }
}
