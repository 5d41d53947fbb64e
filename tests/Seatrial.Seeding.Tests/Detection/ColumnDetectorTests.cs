using System.Globalization;
using Seatrial.Seeding.Detection;
using Seatrial.TestKit;

namespace Seatrial.Seeding.Tests.Detection;

/// <summary>What columns are about is found as people would say it.</summary>
public sealed class ColumnDetectorTests
{
    [Fact]
    public void Meanings_are_found_with_few_misses_and_few_inventions()
    {
        IReadOnlyList<LabelledColumn> all = LabelledColumn.All;
        LabelledColumn[] wrong = [.. all.Where(static c => !c.Right.Contains(c.Found.Meaning))];
        int told = all.Count(static c => c.Found.Meaning != Meaning.None), right = all.Count(static c => c.Found.Meaning != Meaning.None && c.Right.Contains(c.Found.Meaning));
        int wanted = all.Count(static c => !c.Right.Contains(Meaning.None));
        int found = all.Count(static c => !c.Right.Contains(Meaning.None) && c.Right.Contains(c.Found.Meaning));
        double precision = right / (double)told, recall = found / (double)wanted;

        Snapshot.Match(string.Create(CultureInfo.InvariantCulture, $"""
            {all.Count} columns
            precision {precision:0.000} ({right} of {told} that were given a meaning)
            recall    {recall:0.000} ({found} of {wanted} that have one)

            wrong:
            {string.Join('\n', wrong.Select(static c => $"{c.Table}.{c.Column}: {c.Found.Meaning}, not {string.Join(" or ", c.Right)}"))}
            """));
        Assert.InRange(precision, 0.95, 1);
        Assert.InRange(recall, 0.95, 1);
    }

    [Fact]
    public void Personal_data_is_not_overlooked()
    {
        LabelledColumn[] personal = [.. LabelledColumn.All.Where(static c => c.Right.All(MeaningText.IsPersonal))];
        LabelledColumn[] plain = [.. LabelledColumn.All.Where(static c => !c.Right.Any(MeaningText.IsPersonal))];

        string[] overlooked = [.. personal.Where(static c => !c.Found.IsPersonal).Select(static c => $"{c.Table}.{c.Column}")];
        string[] invented = [.. plain.Where(static c => c.Found.IsPersonal).Select(static c => $"{c.Table}.{c.Column}")];

        Snapshot.Match(string.Create(CultureInfo.InvariantCulture, $"""
            {personal.Length} columns with personal data, {overlooked.Length} overlooked: {string.Join(", ", overlooked)}
            {plain.Length} columns without, {invented.Length} taken for personal: {string.Join(", ", invented)}
            """));
        Assert.InRange(overlooked.Length / (double)personal.Length, 0, 0.02);
        Assert.InRange(invented.Length / (double)plain.Length, 0, 0.1);
    }
}
