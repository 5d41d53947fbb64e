using System.Globalization;

namespace Seatrial.Flows.Running;

/// <summary>Numbers and texts as people write them.</summary>
internal static class Wording
{
    public static string Time(TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 1000 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.##} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min"),
    };

    public static string Count(int number, string singular, string plural) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? singular : plural)}");

    /// <summary>One line of at most so many characters. Of what may hold a secret only after it was masked: what is cut or reflowed is not recognised.</summary>
    public static string Line(string text, int most)
    {
        string line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= most ? line : string.Concat(line.AsSpan(0, most - 1), "…");
    }
}
