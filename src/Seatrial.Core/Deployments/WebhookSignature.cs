using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Seatrial.Core.Deployments;

/// <summary>
/// The signature of a deployment webhook, made by those who tell and checked by those who are told:
/// <c>t=&lt;unix seconds&gt;,v1=&lt;hex HMAC-SHA256(secret, "&lt;t&gt;.&lt;raw body&gt;")&gt;</c>.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header it stands in.</summary>
    public const string Header = "Seatrial-Signature";

    /// <summary>How far the signature's time may be from the receiver's: five minutes, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const int LongestHeader = 1024;
    private const int MostSignatures = 4;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Signs a body.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="body">The body exactly as it is sent.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <returns>The header's value.</returns>
    public static string Sign(string secret, ReadOnlySpan<byte> body, TimeProvider timeProvider)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        ArgumentNullException.ThrowIfNull(timeProvider);

        string time = timeProvider.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(Compute(secret, time, body))}";
    }

    /// <summary>Checks a delivery, in a time that does not depend on where a signature differs.</summary>
    /// <param name="header">The header's value; null when there is none.</param>
    /// <param name="body">The body exactly as it came.</param>
    /// <param name="secrets">The secrets that are valid now: two while they are rotated.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="tolerance">How far the times may be apart; <see cref="Tolerance"/> by default.</param>
    public static SignatureCheck Verify(
        string? header,
        ReadOnlySpan<byte> body,
        IReadOnlyList<string> secrets,
        TimeProvider timeProvider,
        TimeSpan? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(timeProvider);

        if (secrets.Count == 0)
        {
            return SignatureCheck.NoSecret;
        }

        if (string.IsNullOrEmpty(header))
        {
            return SignatureCheck.Missing;
        }

        if (!TryParse(header, out string time, out List<byte[]> signatures))
        {
            return SignatureCheck.Malformed;
        }

        // Every pair is compared, whatever matched before: the time it takes tells nothing.
        bool isKnown = false;
        foreach (string secret in secrets)
        {
            byte[] expected = Compute(secret, time, body);
            foreach (byte[] signature in signatures)
            {
                isKnown |= CryptographicOperations.FixedTimeEquals(expected, signature);
            }
        }

        if (!isKnown)
        {
            return SignatureCheck.Mismatch;
        }

        long signedAt = long.Parse(time, CultureInfo.InvariantCulture);
        long apart = Math.Abs(timeProvider.GetUtcNow().ToUnixTimeSeconds() - signedAt);
        return apart <= (long)(tolerance ?? Tolerance).TotalSeconds
            ? SignatureCheck.Valid
            : SignatureCheck.OutsideTolerance;
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
}
