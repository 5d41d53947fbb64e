using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Core.Journal;

namespace Seatrial.Core.Runs;

/// <summary>Makes blobs of the files of a step and of the steps within it; the record keeps their names.</summary>
/// <param name="place">How the names of its blobs begin.</param>
internal sealed class StoredAttachments(string place)
{
    private ImmutableArray<JournalBlob> _blobs = [];

    public ImmutableArray<JournalBlob> Blobs => _blobs;

    public StepRecord Store(StepRecord step) => Store(step, place);

    private StepRecord Store(StepRecord step, string above)
    {
        // Most steps have neither, and are passed on as they are.
        if (step is { Attachments: null, Inner.IsEmpty: true })
        {
            return step;
        }

        ImmutableArray<StepRecord> inner = step.Inner;
        for (int i = 0; i < inner.Length; i++)
        {
            // By place, not by index: the lanes of a block each count from 0.
            StepRecord stored = Store(inner[i], string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{above}/{step.Index}.{i}"));
            inner = ReferenceEquals(stored, inner[i]) ? inner : inner.SetItem(i, stored);
        }

        string own = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{above}/{step.Index}");
        return inner == step.Inner && step.Attachments is null
            ? step
            : step with { Inner = inner, Attachments = step.Attachments is { } files ? [.. files.Select(file => Store(file, own))] : null };
    }

    private StepAttachment Store(StepAttachment file, string above)
    {
        ImmutableArray<string>.Builder names = ImmutableArray.CreateBuilder<string>();
        for (int at = 0; at < file.Content.Length; at += JournalBlob.MaxBytes)
        {
            string name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{above}/{file.Name}{(at == 0 ? string.Empty : $".{names.Count + 1}")}");
            _blobs = _blobs.Add(new(name, file.MediaType, file.Content.Slice(at, Math.Min(JournalBlob.MaxBytes, file.Content.Length - at))));
            names.Add(name);
        }

        return file with { Bytes = file.Content.Length, Blobs = names.ToImmutable(), Content = default };
    }
}
