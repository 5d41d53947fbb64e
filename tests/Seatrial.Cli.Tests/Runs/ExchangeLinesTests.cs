using Seatrial.Cli.Runs;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Cli.Tests.Runs;

public sealed class ExchangeLinesTests
{
    private static readonly ExchangeMessage Request = new("POST http://localhost:5001/orders HTTP/1.1", [], "{}", 2, false);

    [Fact]
    public void Answer_is_one_short_line_after_request_and_status()
    {
        ExchangeMessage response = new("HTTP/1.1 500 Internal Server Error", [], $"{{\n  \"error\":  \"{new string('x', 200)}\"\n}}", 220, false);

        IReadOnlyList<string> lines = ExchangeLines.Of(new StepExchange("http", Request, response, null, null));

        Assert.Equal("POST http://localhost:5001/orders → 500 Internal Server Error", lines[0]);
        Assert.StartsWith("{ \"error\": \"xxx", lines[1], StringComparison.Ordinal);
        Assert.Equal(161, lines[1].Length);
    }

    [Fact]
    public void No_answer_is_said() =>
        Assert.Equal(["POST http://localhost:5001/orders → no answer"], ExchangeLines.Of(new StepExchange("http", Request, null, null, null)));

    [Fact]
    public void Number_of_elements_is_told_where_it_was_looked_at()
    {
        StepFailure failure = new(FailureKind.Expectation, 0, "Look", "no", new SourceSpan("a.flow.yaml", 1, 1));
        StepRecord step = new(0, "Look", "http", "GET /", StepOutcome.Failed, DateTimeOffset.UnixEpoch, TimeSpan.Zero)
        {
            Checks = [new CheckRecord("$.items", "at least 1 element", "[]", false, "expected at least 1 element, was 0 elements")],
        };

        Assert.Equal(["$.items: expected at least 1 element, was 0 elements"], FailureLines.Of(failure, step));
    }
}
