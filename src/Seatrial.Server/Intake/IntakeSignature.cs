using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Seatrial.Server.Intake;

/// <summary>The signature of a delivery: <c>t=&lt;unix seconds&gt;,v1=&lt;hex HMAC-SHA256(secret, "&lt;t&gt;.&lt;raw body&gt;")&gt;</c>.</summary>
internal static class IntakeSignature
{
    /// <summary>The header it stands in.</summary>
    public const string Header = "Seatrial-Signature";

    private const int LongestHeader = 1024;
    private const int MostSignatures = 4;

    /// <summary>Checks a delivery.</summary>
    /// <param name="header">The header; null when there is none.</param>
    /// <param name="body">The body exactly as it came.</param>
    /// <param name="secrets">The secrets that are valid now: two while they are rotated.</param>
    /// <param name="now">The time.</param>
    /// <param name="tolerance">How far the signature's time may be from it.</param>
    public static SignatureResult Check(
        string? header,
        ReadOnlySpan<byte> body,
        IReadOnlyList<string> secrets,
        DateTimeOffset now,
        TimeSpan tolerance)
    {
        if (secrets.Count == 0)
        {
            return SignatureResult.NoSecret;
        }

        if (string.IsNullOrEmpty(header))
        {
            return SignatureResult.Missing;
        }

        if (!TryParse(header, out string timeText, out List<byte[]> signatures))
        {
            return SignatureResult.Malformed;
        }

        // Every pair is compared, whatever matched before: the time it takes tells nothing.
        bool isKnown = false;
        foreach (string secret in secrets)
        {
            byte[] expected = Compute(secret, timeText, body);
            foreach (byte[] signature in signatures)
            {
                isKnown |= CryptographicOperations.FixedTimeEquals(expected, signature);
            }
        }

        if (!isKnown)
        {
            return SignatureResult.Mismatch;
        }

        long away = Math.Abs(now.ToUnixTimeSeconds() - long.Parse(timeText, CultureInfo.InvariantCulture));
        return away <= (long)tolerance.TotalSeconds ? SignatureResult.Valid : SignatureResult.OutsideTolerance;
    }

    /// <summary>Signs a body.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="at">The time of signing.</param>
    /// <param name="body">The body exactly as it is sent.</param>
    public static string Sign(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        string time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(Compute(secret, time, body))}";
    }

    private static byte[] Compute(string secret, string time, ReadOnlySpan<byte> body)
    {
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes(time));
        hash.AppendData("."u8);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private static bool TryParse(string header, out string time, out List<byte[]> signatures)
    {
        time = string.Empty;
        signatures = [];
        if (header.Length > LongestHeader)
        {
            return false;
        }

        foreach (string part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal) && time.Length == 0)
            {
                time = part[2..];
            }
            else if (part.StartsWith("v1=", StringComparison.Ordinal)
                && part.Length == 3 + (2 * SHA256.HashSizeInBytes)
                && part.AsSpan(3).IndexOfAnyExcept(HexDigits) < 0
                && signatures.Count < MostSignatures)
            {
                signatures.Add(Convert.FromHexString(part.AsSpan(3)));
            }
            else if (part.StartsWith("t=", StringComparison.Ordinal) || part.StartsWith("v1=", StringComparison.Ordinal))
            {
                return false;
            }
        }

        // Twelve digits last until the year 33658 and cannot overflow.
        return time.Length is > 0 and <= 12 && time.All(char.IsAsciiDigit) && signatures.Count > 0;
    }

    private static readonly System.Buffers.SearchValues<char> HexDigits =
        System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
