using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Flows;
using Seatrial.Project.Secrets;

namespace Seatrial.Flows.Running;

/// <summary>The checks that an answer brings with it: as many as a journal can bear, and in texts of bearable length.</summary>
internal static class StepChecks
{
    private const int Most = 1000;
    private const int MostTold = 10;
    private const int LongestMessage = 2000;
    private const int LongestLine = 300;

    /// <summary>Masks and then cuts them; the failed ones come before others when there are too many.</summary>
    public static ImmutableArray<CheckRecord> Of(ImmutableArray<CheckRecord> checks, Masker mask)
    {
        if (checks.Length <= Most)
        {
            return [.. checks.Select(check => Cut(check, mask))];
        }

        CheckRecord[] failed = [.. checks.Where(static check => !check.Passed)];
        CheckRecord[] kept = [.. failed.Take(Most), .. checks.Where(static check => check.Passed).Take(Math.Max(0, Most - failed.Length))];
        string rest = string.Create(CultureInfo.InvariantCulture, $"{checks.Length - kept.Length} further checks");
        int failures = Math.Max(0, failed.Length - Most);
        CheckRecord last = new(rest, "passed", failures == 0 ? "passed" : string.Create(CultureInfo.InvariantCulture, $"{failures} failed"), failures == 0, failures == 0 ? null : rest);
        return [.. kept.Select(check => Cut(check, mask)), last];
    }

    /// <summary>The first of those that failed, each in one line, and how many there are.</summary>
    public static ImmutableArray<string> Told(ImmutableArray<CheckRecord> checks, ImmutableArray<string> further)
    {
        CheckRecord[] failed = [.. checks.Where(static check => !check.Passed)];
        string first = string.Create(CultureInfo.InvariantCulture, $"{failed.Length} of {Wording.Count(checks.Length, "check", "checks")} failed");
        string[] more = failed.Length > MostTold ? [string.Create(CultureInfo.InvariantCulture, $"and {failed.Length - MostTold} more")] : [];
        return
        [
            first,
            .. failed.Take(MostTold).Select(static check => $"{check.Subject}: {Wording.Line(check.Message ?? check.Actual, LongestLine)}"),
            .. more,
            .. further,
        ];
    }

    private static CheckRecord Cut(CheckRecord check, Masker mask) => check with
    {
        Subject = Cut(mask.Mask(check.Subject), LongestLine),
        Message = check.Message is { } message ? Cut(mask.Mask(message), LongestMessage) : null,
    };

    private static string Cut(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1), "\u2026");
}
