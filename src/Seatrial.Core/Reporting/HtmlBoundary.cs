using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Flows;

namespace Seatrial.Core.Reporting;

/// <summary>What a boundary tried, as a table: a row a rule, a column an actor, and one for wrong tokens.</summary>
/// <remarks>The requests of a boundary say who may, or may not, do what: the table is read from these sentences, which the journal holds.</remarks>
internal static class HtmlBoundary
{
    private const string Block = "Every rule, with every actor";
    private const string Nobody = " nobody may: ";
    private static readonly string[] Words = [" may: ", " may not: "];

    /// <summary>Whether a step tried the rules of a boundary.</summary>
    public static bool Is(StepRecord record) => record is { Verb: "parallel", Name: Block } && record.Inner.Any(static rule => rule.Inner.Any(static r => Read(r) is not null));

    public static void Write(HtmlWriter html, StepRecord record)
    {
        (string Rule, ImmutableArray<Tried> Requests)[] rows = [.. record.Inner.Select(static rule => (rule.Name, Requests(rule)))];
        string[] actors = [.. rows.SelectMany(static r => r.Requests).Select(static t => t.Who).OfType<string>().Distinct(StringComparer.Ordinal)];
        bool hasTokens = rows.Any(static r => r.Requests.Any(static t => t.Who is null));
        html.Write("""<table class="checks matrix"><caption class="soft">Who may do what, and whether it was so</caption><thead><tr><th scope="col"></th><th scope="col">Rule</th>""");
        foreach (string actor in actors)
        {
            html.Write($"""<th scope="col">{actor}</th>""");
        }

        if (hasTokens)
        {
            html.Write("""<th scope="col">wrong tokens</th>""");
        }

        html.Write("</tr></thead><tbody>");
        foreach ((string rule, ImmutableArray<Tried> requests) in rows)
        {
            string outcome = requests.All(static t => t.IsRight) ? "passed" : "failed";
            html.Write($"""<tr class="{outcome}"><td><span class="dot {outcome}" role="img" aria-label="{outcome}"></span></td><th scope="row">{rule}</th>""");
            foreach (string actor in actors)
            {
                html.Write($"""<td>{Cell(requests.FirstOrDefault(t => t.Who == actor))}</td>""");
            }

            if (hasTokens)
            {
                html.Write($"""<td>{Refused([.. requests.Where(static t => t.Who is null)])}</td>""");
            }

            html.Write("</tr>");
        }

        html.Write("</tbody></table>");
    }

    private static string Refused(Tried[] tokens) =>
        tokens.Length == 0 ? "open to all" : string.Create(CultureInfo.InvariantCulture, $"{tokens.Count(static t => t.IsRight)} of {tokens.Length} refused");

    private static string Cell(Tried? tried) => (tried?.May, tried?.IsRight) switch
    {
        (null, _) => string.Empty,
        (true, true) => "may",
        (true, false) => "may, and could not",
        (false, true) => "may not",
        _ => "may not, and was not refused",
    };

    /// <summary>The requests of a rule; one that has what was given for itself stands behind those that make it.</summary>
    private static ImmutableArray<Tried> Requests(StepRecord rule) => [.. rule.Inner.Select(static r => Read(r) ?? r.Inner.Select(Read).LastOrDefault(static t => t is not null)).OfType<Tried>()];

    private static Tried? Read(StepRecord record)
    {
        bool isRight = record.Outcome == StepOutcome.Passed;
        if (record.Name.Contains(Nobody, StringComparison.Ordinal))
        {
            return new(null, May: false, isRight);
        }

        int word = Array.FindIndex(Words, w => record.Name.Contains(w, StringComparison.Ordinal));
        return word < 0 ? null : new(record.Name[..record.Name.IndexOf(Words[word], StringComparison.Ordinal)], May: word == 0, isRight);
    }

    /// <summary>A request: by whom, null for a wrong token; and whether it was answered as the rule says.</summary>
    private sealed record Tried(string? Who, bool May, bool IsRight);
}
