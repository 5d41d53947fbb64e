using System.Net.ServerSentEvents;
using System.Text;
using CsCheck;
using Seatrial.Flows.Sse;

namespace Seatrial.Flows.Tests.Sse;

public sealed class EventStreamTests
{
    [Fact]
    public Task ReadAsync_AnyPieces_AreTheSameEvents() =>
        Gen.Select(Words("data: a", "data:b", "event: e", "id: 1", ":c", "", "retry: 5", "junk", "data", "\uFEFF").Array[0, 20], Words("\n", "\r\n", "\r"), Gen.Int[1, 7])
            .SampleAsync(
                static async (lines, end, piece) =>
                {
                    byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + end)));

                    List<(string, string)> whole = await EventsAsync(new MemoryStream(bytes), bytes.Length + 1);
                    List<(string, string)> pieces = await EventsAsync(new Pieces(bytes, piece), bytes.Length + 1);

                    Assert.Equal(whole, pieces);
                },
                iter: 500);

    private static async Task<List<(string Type, string Data)>> EventsAsync(Stream source, int most)
    {
        List<(string, string)> events = [];
        await using EventStream stream = new(source, most);
        await foreach (SseItem<string> item in SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken))
        {
            stream.EventEnded();
            events.Add((item.EventType, item.Data));
        }

        return events;
    }

    /// <summary>Gives so many bytes at a time.</summary>
    private sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, size)], cancellationToken);
    }

    private static Gen<string> Words(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);
}
