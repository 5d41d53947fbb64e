using System.Globalization;

namespace Seatrial.Core.Runs;

/// <summary>Makes ids of runs: short, unique, and in the order they were made.</summary>
public static class RunIds
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Makes an id such as <c>r-261123-0912-7k3f9x</c>: date and time in UTC, then 30 random bits.</summary>
    /// <param name="now">The time.</param>
    /// <param name="random">A random value.</param>
    public static string New(DateTimeOffset now, Guid random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.TryWriteBytes(bytes);
        Span<char> tail = stackalloc char[6];
        for (int i = 0; i < tail.Length; i++)
        {
            tail[i] = Alphabet[bytes[10 + i] & 31];
        }

        string time = now.UtcDateTime.ToString("yyMMdd-HHmmss", CultureInfo.InvariantCulture);
        return $"r-{time}-{tail}";
    }
}
