using System.Text;
using System.Text.Json;
using CsCheck;
using Seatrial.Core.Flows;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Tests.Journal;

public sealed class StepJsonTests
{
    private static readonly Gen<string> Text = Gen.OneOf(Gen.String, Gen.String[Gen.Char['\u0000', '\u00ff'], 0, 40], Gen.Const("a\"b'c<d>&e\\\u2028é😀"));
    private static readonly Gen<string?> Maybe = Gen.OneOf(Gen.Const((string?)null), Text.Select(static t => (string?)t));
    private static readonly Gen<TimeSpan> Time = Gen.OneOf(Gen.Const(TimeSpan.Zero), Gen.Long.Select(static t => new TimeSpan(t)), Gen.Long[0, 100_000_000].Select(static t => new TimeSpan(t)));
    private static readonly Gen<DateTimeOffset> Moment = Gen.Select(Gen.Long[630_000_000_000_000_000, 640_000_000_000_000_000], Gen.Int[-12, 12], static (t, o) => new DateTimeOffset(t, TimeSpan.FromHours(o)));
    private static readonly Gen<CheckRecord> Check = Gen.Select(Text, Text, Text, Gen.Bool, Maybe, static (s, e, a, p, m) => new CheckRecord(s, e, a, p, m));
    private static readonly Gen<ExchangeHeader> Header = Gen.Select(Text, Text, static (n, v) => new ExchangeHeader(n, v));

    private static readonly Gen<ExchangeMessage> Message = Gen.Select(
        Text, Header.Array[0, 4], Maybe, Gen.Long, Gen.Bool, static (line, headers, body, bytes, cut) => new ExchangeMessage(line, [.. headers], body, bytes, cut));

    private static readonly Gen<StepRecord> Step = Gen.Select(
        Gen.Select(Gen.Int, Text, Text, Text, Gen.Enum<StepOutcome>(), Moment, Time, static (i, n, v, s, o, at, d) => new StepRecord(i, n, v, s, o, at, d)),
        Gen.Select(Maybe, Gen.Int, Gen.Int, Gen.Int, Time, Check.Array[0, 3], Maybe),
        static (step, more) => step with
        {
            Target = more.Item1,
            Tries = more.Item2,
            NetworkRetries = more.Item3,
            PoliteRetries = more.Item4,
            LimitWait = more.Item5,
            Checks = [.. more.Item6],
            TraceId = more.Item7,
        });

    [Fact]
    public void A_step_is_written_as_the_serializer_writes_it() =>
        Gen.Select(Text, Gen.Int, Step, Maybe, Moment, static (flow, attempt, step, blob, at) => new RunEvent.StepFinished(flow, attempt, step, blob) { At = at })
            .Sample(static finished =>
            {
                Assert.True(StepJson.Takes(finished));
                Assert.Equal(
                    Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes<RunEvent>(finished, JournalJsonContext.Default.RunEvent)),
                    Encoding.UTF8.GetString(JournalJson.Serialize(finished)));
            });

    [Fact]
    public void An_exchange_is_written_as_the_serializer_writes_it() =>
        Gen.Select(Text, Message, Message, Gen.Bool, Maybe, Maybe, Maybe, static (protocol, request, response, hasResponse, curl, remote, note) =>
                new StepExchange(protocol, request, hasResponse ? response : null, curl, remote) { Note = note })
            .Sample(static exchange => Assert.Equal(
                Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(exchange, JournalJsonContext.Default.StepExchange)),
                Encoding.UTF8.GetString(JournalJson.Serialize(exchange))));

    [Fact]
    public void Failures_and_inner_steps_are_left_to_the_serializer()
    {
        StepRecord step = new(0, "Buy", "http", "GET /", StepOutcome.Failed, DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(3));
        StepRecord[] others =
        [
            step with { Failure = new StepFailure(FailureKind.Expectation, 0, "Buy", "no", new("a.flow.yaml", 3, 5)) },
            step with { Inner = [step] },
        ];

        foreach (StepRecord other in others)
        {
            RunEvent.StepFinished finished = new("a", 1, other, null) { At = DateTimeOffset.UnixEpoch };
            RunEvent.StepFinished read = (RunEvent.StepFinished)JournalJson.Deserialize(StreamKind.Run, JournalJson.Serialize(finished));

            Assert.False(StepJson.Takes(finished));
            Assert.Equal(other.Failure, read.Step.Failure);
            Assert.Equal(other.Inner.Length, read.Step.Inner.Length);
        }
    }
}
