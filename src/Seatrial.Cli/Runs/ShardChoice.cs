using System.Globalization;

namespace Seatrial.Cli.Runs;

/// <summary>One part of several.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Count">Of how many.</param>
internal sealed record ShardChoice(int Number, int Count)
{
    /// <summary>Reads <c>K/N</c>; null when it is none.</summary>
    public static ShardChoice? Parse(string text) =>
        text.Split('/') is [var first, var second]
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        && number >= 1 && number <= count && count <= 1000
            ? new(number, count)
            : null;
}
