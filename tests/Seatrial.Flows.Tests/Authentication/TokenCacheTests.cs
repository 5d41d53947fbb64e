using Microsoft.Extensions.Time.Testing;
using Seatrial.Flows.Authentication;

namespace Seatrial.Flows.Tests.Authentication;

public sealed class TokenCacheTests
{
    private readonly FakeTimeProvider _time = new();
    private int _fetched;

    [Fact]
    public async Task GetAsync_ManyAtOnce_FetchesOnce()
    {
        TokenCache cache = new(_time);
        TaskCompletionSource<IssuedToken> issuer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        Task<string>[] asked = [.. Enumerable.Range(0, 200).Select(_ => cache.GetAsync("run", "guest", Fetch(issuer.Task), Token))];
        issuer.SetResult(new IssuedToken("t1", TimeSpan.FromHours(1)));

        Assert.All(await Task.WhenAll(asked), static token => Assert.Equal("t1", token));
        Assert.Equal(1, _fetched);
    }

    [Fact]
    public async Task GetAsync_OtherRunOrProvider_FetchesItsOwn()
    {
        TokenCache cache = new(_time);

        await cache.GetAsync("run", "guest", Fetch("a"), Token);
        await cache.GetAsync("run", "admin", Fetch("b"), Token);
        string other = await cache.GetAsync("run-2", "guest", Fetch("c"), Token);

        Assert.Equal("c", other);
        Assert.Equal(3, _fetched);
    }

    [Theory]
    [InlineData(10, 8)]
    [InlineData(60, 48)]
    [InlineData(100, 70)]
    [InlineData(3600, 2880)]
    public async Task GetAsync_Aging_RenewsBeforeTheEnd(int lifetime, int goodFor)
    {
        TokenCache cache = new(_time);
        await cache.GetAsync("run", "guest", Fetch("old", lifetime), Token);

        _time.Advance(TimeSpan.FromSeconds(goodFor) - TimeSpan.FromMilliseconds(1));
        Assert.Equal("old", await cache.GetAsync("run", "guest", Fetch("new", lifetime), Token));

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("new", await cache.GetAsync("run", "guest", Fetch("new", lifetime), Token));
    }

    [Fact]
    public async Task GetAsync_FirstCallerCancelled_OthersStillGetTheToken()
    {
        TokenCache cache = new(_time);
        TaskCompletionSource<IssuedToken> issuer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenSource impatient = new();
        Task<string> first = cache.GetAsync("run", "guest", Fetch(issuer.Task), impatient.Token);
        Task<string> second = cache.GetAsync("run", "guest", Fetch(issuer.Task), Token);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        issuer.SetResult(new IssuedToken("t1", null));

        Assert.Equal("t1", await second);
        Assert.Equal(1, _fetched);
    }

    [Fact]
    public async Task GetAsync_Refused_DoesNotAskAgainForAWhile()
    {
        TokenCache cache = new(_time);
        Func<CancellationToken, Task<IssuedToken>> refusing =
            Fetch(Task.FromException<IssuedToken>(new AuthenticationFailedException("no")));
        for (int i = 0; i < 50; i++)
        {
            await Assert.ThrowsAsync<AuthenticationFailedException>(() => cache.GetAsync("run", "guest", refusing, Token));
        }

        Assert.Equal(1, _fetched);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("better", await cache.GetAsync("run", "guest", Fetch("better"), Token));
    }

    [Fact]
    public async Task GetAsync_RunsNobodyAsksAboutAnyMore_AreForgotten()
    {
        TokenCache cache = new(_time);
        for (int i = 0; i < 100; i++)
        {
            await cache.GetAsync($"run-{i}", "guest", Fetch("t"), Token);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(cache.Count, 1, 17);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Func<CancellationToken, Task<IssuedToken>> Fetch(string value, int lifetime = 3600) =>
        Fetch(Task.FromResult(new IssuedToken(value, TimeSpan.FromSeconds(lifetime))));

    private Func<CancellationToken, Task<IssuedToken>> Fetch(Task<IssuedToken> answer) => _ =>
    {
        Interlocked.Increment(ref _fetched);
        return answer;
    };
}
