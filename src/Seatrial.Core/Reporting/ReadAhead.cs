using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Seatrial.Core.Reporting;

/// <summary>Reads a sequence on another thread, some elements before they are wanted.</summary>
internal static class ReadAhead
{
    /// <summary>The same elements in the same order; an error of the source comes in its place.</summary>
    /// <param name="source">Makes the sequence; its token is cancelled when nobody wants more.</param>
    /// <param name="most">How many elements may wait.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<T> Of<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> source, int most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Channel<T> waiting = Channel.CreateBounded<T>(new BoundedChannelOptions(most) { SingleReader = true, SingleWriter = true });
        Task reading = Task.Run(() => ReadAsync(source, waiting.Writer, enough.Token), CancellationToken.None);
        try
        {
            await foreach (T element in waiting.Reader.ReadAllAsync(cancellationToken))
            {
                yield return element;
            }
        }
        finally
        {
            await enough.CancelAsync();
            await reading;
        }
    }

    private static async Task ReadAsync<T>(Func<CancellationToken, IAsyncEnumerable<T>> source, ChannelWriter<T> into, CancellationToken enough)
    {
        try
        {
            await foreach (T element in source(enough).WithCancellation(enough))
            {
                await into.WriteAsync(element, enough);
            }

            into.Complete();
        }
#pragma warning disable CA1031 // Whoever reads gets the error, whatever it is.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            into.Complete(exception);
        }
    }
}
