namespace Seatrial.Seeding.Values;

/// <summary>What all makers of a run share.</summary>
/// <param name="Locale">Whose names and places texts are made of, such as <c>de</c>.</param>
/// <param name="Today">The day of the run: times are made as distances from it.</param>
/// <param name="RunTag">What marks the run's texts: letters and digits, short.</param>
internal sealed record MakerSettings(string Locale, DateOnly Today, string RunTag)
{
    /// <summary>The first moment of <see cref="Today"/>, in microseconds since 1970.</summary>
    public long Midnight => TodayNumber * CellAxis.Day;

    /// <summary><see cref="Today"/> in days since 1970.</summary>
    public long TodayNumber => Today.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
}
