using System.Collections.Immutable;
using Seatrial.Core.Load;

namespace Seatrial.Flows.Load;

/// <summary>How a load goes, stretch by stretch; a long load has longer stretches, not more.</summary>
internal sealed class LoadPoints(TimeSpan length)
{
    private const int Most = 120;
    private readonly TimeSpan _width = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(length.TotalSeconds / Most)));
    private readonly List<Stretch> _stretches = [];

    public void Began(TimeSpan at) => Of(at).Began++;

    public void Dropped(TimeSpan at) => Of(at).Dropped++;

    public void Ended(TimeSpan at, TimeSpan took, bool hasFailed)
    {
        Stretch stretch = Of(at);
        stretch.Ended++;
        stretch.Failed += hasFailed ? 1 : 0;
        stretch.Sum += took;
        stretch.Longest = took > stretch.Longest ? took : stretch.Longest;
    }

    public ImmutableArray<LoadPoint> ToPoints() =>
    [
        .. _stretches.Select((s, i) => new LoadPoint(_width * i, s.Began, s.Ended, s.Failed, s.Dropped, s.Ended == 0 ? TimeSpan.Zero : s.Sum / s.Ended, s.Longest)),
    ];

    private Stretch Of(TimeSpan at)
    {
        // Journeys that outlive the load count in the last stretch there may be.
        int index = Math.Min((int)(at / _width), 2 * Most);
        while (_stretches.Count <= index)
        {
            _stretches.Add(new());
        }

        return _stretches[index];
    }

    private sealed class Stretch
    {
        public int Began { get; set; }

        public int Ended { get; set; }

        public int Failed { get; set; }

        public int Dropped { get; set; }

        public TimeSpan Sum { get; set; }

        public TimeSpan Longest { get; set; }
    }
}
