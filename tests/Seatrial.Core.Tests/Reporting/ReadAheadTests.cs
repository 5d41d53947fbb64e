using System.Runtime.CompilerServices;
using Seatrial.Core.Reporting;

namespace Seatrial.Core.Tests.Reporting;

public sealed class ReadAheadTests
{
    [Fact]
    public async Task All_comes_in_order()
    {
        List<int> seen = [];
        await foreach (int number in ReadAhead.Of(static _ => Numbers(1000, CancellationToken.None), 4, TestContext.Current.CancellationToken))
        {
            seen.Add(number);
        }

        Assert.Equal(Enumerable.Range(0, 1000), seen);
    }

    [Fact]
    public async Task An_error_of_the_source_comes_after_what_was_read_before_it()
    {
        static async IAsyncEnumerable<int> Broken()
        {
            await Task.Yield();
            yield return 1;
            throw new InvalidDataException("page 2");
        }

        List<int> seen = [];
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (int number in ReadAhead.Of(static _ => Broken(), 4, TestContext.Current.CancellationToken))
            {
                seen.Add(number);
            }
        });

        Assert.Equal("page 2", error.Message);
        Assert.Equal([1], seen);
    }

    [Fact]
    public async Task Who_has_enough_ends_the_reading()
    {
        bool isEnded = false;
        async IAsyncEnumerable<int> Endless([EnumeratorCancellation] CancellationToken stop)
        {
            try
            {
                await foreach (int number in Numbers(int.MaxValue, stop))
                {
                    yield return number;
                }
            }
            finally
            {
                isEnded = true;
            }
        }

        await foreach (int number in ReadAhead.Of(Endless, 4, TestContext.Current.CancellationToken))
        {
            if (number == 10)
            {
                break;
            }
        }

        Assert.True(isEnded);
    }

    private static async IAsyncEnumerable<int> Numbers(int count, [EnumeratorCancellation] CancellationToken stop)
    {
        for (int i = 0; i < count; i++)
        {
            stop.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return i;
        }
    }
}
