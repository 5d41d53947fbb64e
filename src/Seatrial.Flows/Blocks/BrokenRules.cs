using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Flows;
using Seatrial.Flows.Running;

namespace Seatrial.Flows.Blocks;

/// <summary>Tells which requests of a boundary were not answered as its rules say, all of them in one text.</summary>
internal static class BrokenRules
{
    private const int MostTold = 20;
    private const int MostOfAValue = 60;

    /// <summary>A line for each request that was answered wrongly, or could not be made.</summary>
    /// <param name="records">The records of the rules, or of one rule's requests; masked.</param>
    /// <param name="hasRules">Whether they are of rules.</param>
    public static string Describe(ImmutableArray<StepRecord> records, bool hasRules)
    {
        StepRecord[] all = [.. hasRules ? records.SelectMany(static rule => rule.Inner) : records];
        StepRecord[] broken = [.. all.Select(static request => Innermost(request).FirstOrDefault(static r => r.Failure is not null)).OfType<StepRecord>()];
        string told = string.Concat(broken.Take(MostTold).Select(static r => $"\n  {r.Name}: {Why(r)}"));
        string more = broken.Length > MostTold ? string.Create(CultureInfo.InvariantCulture, $"\n  and {broken.Length - MostTold} more") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{broken.Length} of {all.Length} requests were not answered as the rules say{told}{more}");
    }

    private static IEnumerable<StepRecord> Innermost(StepRecord record) => record.Inner.IsDefaultOrEmpty ? [record] : record.Inner.SelectMany(Innermost);

    private static string Why(StepRecord record) =>
        record.Checks.FirstOrDefault(static c => !c.Passed) is { } check
            ? $"{check.Subject}: expected {Wording.Line(check.Expected, MostOfAValue)}, was {Wording.Line(check.Actual, MostOfAValue)}"
            : Wording.Line(record.Failure!.Message, 3 * MostOfAValue);
}
