using System.Collections.Immutable;

namespace Seatrial.Project.Importing;

/// <summary>Collects what an import has to tell.</summary>
internal sealed class ImportNotes
{
    private readonly Dictionary<string, int> _leftOut = new(StringComparer.Ordinal);
    private readonly List<string> _toFillIn = [];

    public ImmutableArray<string> LeftOut => [.. _leftOut.Select(static n => n.Value > 1 ? $"{n.Key} ({n.Value} times)" : n.Key)];

    public ImmutableArray<string> ToFillIn => [.. _toFillIn.Distinct(StringComparer.Ordinal)];

    public void LeaveOut(string what) => _leftOut[what] = _leftOut.GetValueOrDefault(what) + 1;

    public void FillIn(string what) => _toFillIn.Add(what);
}
