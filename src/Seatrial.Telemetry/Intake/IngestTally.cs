using Seatrial.Telemetry.Signals;

namespace Seatrial.Telemetry.Intake;

/// <summary>Counts what becomes of the signals of one request.</summary>
/// <param name="noun">What they are, for the message.</param>
internal sealed class IngestTally(string noun)
{
    private int _stored;
    private int _duplicates;
    private int _invalid;
    private int _full;
    private int _unusable;

    internal SignalCounts Counts => new(
        _stored + _duplicates + _invalid + _full + _unusable,
        _stored,
        _duplicates,
        _invalid,
        _full + _unusable,
        Evicted: 0);

    internal IngestResult Result => new((int)Counts.Received, _invalid + _full, (_invalid, _full) switch
    {
        (0, 0) => "",
        (_, 0) => $"{_invalid} {noun} rejected: no valid trace or span id.",
        (0, _) => $"{_full} {noun} dropped: a bound of the signal store is reached.",
        _ => $"{_invalid} {noun} rejected: no valid trace or span id; "
            + $"{_full} dropped: a bound of the signal store is reached.",
    });

    internal void Reject() => _invalid++;

    /// <summary>Counts one that is fine, but of no use to anybody: it belongs to no trace.</summary>
    internal void PassOver() => _unusable++;

    internal void Count(AddOutcome outcome)
    {
        switch (outcome)
        {
            case AddOutcome.Stored:
                _stored++;
                break;
            case AddOutcome.Duplicate:
                _duplicates++;
                break;
            default:
                _full++;
                break;
        }
    }
}
