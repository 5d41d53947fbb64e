using Seatrial.Core.Flows;
using Seatrial.Core.Reporting;
using Seatrial.TestKit;

namespace Seatrial.Core.Tests.Reporting;

public sealed class HtmlBoundaryTests
{
    private static StepRecord Block => Record(
        "Every rule, with every actor",
        "parallel",
        false,
        Record(
            "read the order",
            "parallel",
            false,
            Record("alice may: read the order", "http", true),
            Record("bob may not: read the order", "http", false),
            Record("<b>mallory</b> may not: read the order", "http", true),
            Record("without a token nobody may: read the order", "http", true),
            Record("with an unsigned token nobody may: read the order", "http", false)),
        Record(
            "see what may: be seen",
            "parallel",
            true,
            Record("alice may: see what may: be seen", "http", true),
            Record("branch 2", "parallel", true, Record("make an order", "http", true), Record("bob may: see what may: be seen", "http", true))));

    [Fact]
    public async Task A_boundary_is_shown_as_actors_by_rules()
    {
        using StringWriter text = new();
        HtmlWriter html = new(text);

        HtmlBoundary.Write(html, Block);

        await html.DrainAsync(isLast: true, TestContext.Current.CancellationToken);
        Snapshot.Match(text.ToString().Replace("<tr", "\n<tr", StringComparison.Ordinal).Replace("<td", "\n  <td", StringComparison.Ordinal).Replace("<th", "\n  <th", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_what_tried_rules_is_one()
    {
        Assert.True(HtmlBoundary.Is(Block));
        Assert.False(HtmlBoundary.Is(Block with { Inner = [] }));
        Assert.False(HtmlBoundary.Is(Block with { Name = "Side by side" }));
        Assert.False(HtmlBoundary.Is(Record("Every rule, with every actor", "parallel", true, Record("a step", "http", true))));
    }

    private static StepRecord Record(string name, string verb, bool isPassed, params StepRecord[] inner) =>
        new(0, name, verb, name, isPassed ? StepOutcome.Passed : StepOutcome.Failed, DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(5)) { Inner = [.. inner] };
}
