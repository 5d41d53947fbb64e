using Microsoft.Playwright;
using Seatrial.Core.Browsing;
using Seatrial.Core.Flows;
using Seatrial.TestKit;

namespace Seatrial.Browser.Tests;

/// <summary>Steps in a real Chromium, against pages of a real server.</summary>
public sealed class BrowserTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private Storefront _shop = null!;

    public async ValueTask InitializeAsync() => _shop = await Storefront.StartAsync();

    public async ValueTask DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task A_user_signs_in_and_buys_and_the_steps_share_a_page()
    {
        using Journey journey = New("""
              - name: Sign in
                browser:
                  - goto: '{{ web }}/login'
                  - fill: { label: Email, value: ada@example.org }
                  - fill: { label: Password, value: '{{ password }}' }
                  - check: { role: checkbox, name: Stay signed in }
                  - expect: { checked: { role: checkbox }, value: { label: Email, is: ada@example.org } }
                  - click: { role: button, name: Sign in }
                  - expect: { url: { endsWith: /shop }, title: The shop, text: Hello ada@example.org }
              - name: Buy
                browser:
                  - select: { label: Sort by, option: Title }
                  - upload: { label: Cover, file: cover.png }
                  - expect: { text: cover.png, count: { css: li, is: 2 }, hidden: { testid: basket }, localStorage: { key: theme, is: dark } }
                  - click: { role: button, name: Add to basket }
                  - expect: { visible: { testid: basket }, text: { testid: basket, is: { contains: 1 book } } }
                  - press: { role: button, name: Add to basket, key: Enter }
                  - read: { basket: { text: { testid: basket } }, help: { attribute: { role: link, name: Help, attribute: href } }, at: url }
                expect: { $.basket: 1 book in the basket, $.help: /help, url: { endsWith: /shop } }
                capture: { where: $.at }
              - name: The cookie and the trace are the run's own
                http: GET {{ where }}
                expect: { status: 200 }
            """);

        FlowAttemptResult result = await journey.RunAsync();

        Assert.True(result.Outcome == FlowOutcome.Passed, $"{result.Failure}");
        (_, string traceParent, string baggage) = _shop.Seen.First(static seen => seen.Path == "/api/basket");
        Assert.Equal(journey.Sink.Steps[1].TraceId, traceParent.Split('-')[1]);
        Assert.Contains("seatrial.step=buy", baggage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_told_with_what_is()
    {
        FlowAttemptResult result = await RunAsync("""
              - name: Open
                browser:
                  - goto: '{{ web }}/login'
              - name: Sign in
                within: 2s
                browser:
                  - click: { role: button, name: Log on }
            """);

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Journey.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task An_expectation_is_waited_for_and_then_told()
    {
        FlowAttemptResult result = await RunAsync("""
              - name: Open
                browser:
                  - goto: '{{ web }}/login'
              - name: Sign in
                within: 2s
                browser:
                  - expect: { title: The shop }
            """);

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Journey.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task Several_elements_are_not_one()
    {
        FlowAttemptResult result = await RunAsync("""
              - name: Open
                browser:
                  - goto: '{{ web }}/shop'
              - name: Read
                within: 2s
                browser:
                  - click: { css: li }
            """);

        Snapshot.Match(Journey.Stable(result.Failure!.Message));
    }

    [Fact]
    public async Task What_the_page_complains_of_is_told()
    {
        FlowAttemptResult result = await RunAsync("""
              - name: Open
                browser:
                  - goto: '{{ web }}/shop'
              - name: Pay
                within: 5s
                browser:
                  - goto: '{{ web }}/broken'
                  - click: { role: button, name: Pay }
                  - expect: { text: Thank you }
            """);

        // Chromium asks for the icon when it likes.
        string[] lines = [.. Journey.Stable(result.Failure!.Message).Split('\n').Where(static line => !line.Contains("favicon", StringComparison.Ordinal)).OrderBy(static line => line.Contains("the page:", StringComparison.Ordinal) ? line : string.Empty, StringComparer.Ordinal)];
        Snapshot.Match(string.Join('\n', lines));
    }

    [Fact]
    public async Task Where_nothing_listens_the_service_cannot_be_reached()
    {
        using Journey journey = new(chromium, $"http://127.0.0.1:{FreePorts.Take()}", """
              - name: Open
                browser:
                  - goto: '{{ web }}/login'
            """);

        FlowAttemptResult result = await journey.RunAsync();

        Assert.Equal(FailureKind.Transport, result.Failure!.Kind);
        Assert.Equal(TransportFault.ConnectionRefused, result.Failure.Fault);
        Snapshot.Match(Journey.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task A_page_that_crashed_is_gone()
    {
        Core.Browsing.IBrowser browser = await chromium.OpenAsync(TestContext.Current.CancellationToken);
        await using IBrowserTab tab = await browser.OpenTabAsync(new BrowserTabSettings(static _ => null), TestContext.Current.CancellationToken);

        IPage page = ((PlaywrightTab)tab).Page;
        TaskCompletionSource crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Crash += (_, _) => crashed.SetResult();
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);

        // The page does not live to answer.
        Task<System.Text.Json.JsonElement?> asked = session.SendAsync("Page.crash");
        await crashed.Task.WaitAsync(TestContext.Current.CancellationToken);
        _ = asked.ContinueWith(static task => task.Exception, TestContext.Current.CancellationToken, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        BrowserRefusalException gone = await Assert.ThrowsAsync<BrowserRefusalException>(() =>
            tab.ReadAsync(new BrowserQuestion(BrowserFact.Title), TestContext.Current.CancellationToken));

        Assert.Equal(("the page crashed", TransportFault.ConnectionLost), (gone.Message, gone.Fault!.Value));
    }

    [Fact]
    public async Task Only_pages_of_the_web_are_gone_to()
    {
        FlowAttemptResult result = await RunAsync("""
              - name: Open
                browser:
                  - goto: file:///etc/passwd
            """);

        Assert.Contains("is not an address of http or https", result.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accessibility_is_judged_by_impact()
    {
        FlowAttemptResult result = await RunAsync("""
              - name: Everybody can use it
                browser:
                  - goto: '{{ web }}/broken'
                  - axe: { impact: serious }
            """);

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Journey.Stable(result.Failure.Message.Split("\n  the page:")[0]));
    }

    [Fact]
    public async Task A_page_without_barriers_passes()
    {
        FlowAttemptResult result = await RunAsync("""
              - name: Everybody can use it
                browser:
                  - goto: '{{ web }}/login'
                  - axe: { within: form }
            """);

        Assert.True(result.Outcome == FlowOutcome.Passed, $"{result.Failure}");
    }

    [Fact]
    public async Task A_secret_that_was_typed_is_in_nothing_that_is_kept()
    {
        using Journey journey = New("""
              - name: Sign in
                within: 3s
                browser:
                  - goto: '{{ web }}/login'
                  - fill: { label: Email, value: '{{ password }}@example.org' }
                  - click: { role: button, name: Sign in }
                  - expect: { text: { css: 'main p >> nth=0', is: Hello nobody } }
            """);

        FlowAttemptResult result = await journey.RunAsync();

        Assert.Equal(FlowOutcome.Failed, result.Outcome);
        string everything = string.Join('\n', journey.Sink.Steps.Select(static step => $"{step} {step.Failure} {string.Join(' ', step.Checks)}").Concat(journey.Sink.Exchanges.Select(static exchange => $"{exchange} {exchange?.Request} {exchange?.Response} {exchange?.Note} {exchange?.Request.Body}")));
        Assert.Contains("***", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter-4711-canary", everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_actor_has_a_page_and_cookies_of_their_own()
    {
        FlowAttemptResult result = await RunAsync("""
              - name: Ada signs in
                as: ada
                browser:
                  - goto: '{{ web }}/login'
                  - fill: { label: Email, value: ada@example.org }
                  - click: { role: button, name: Sign in }
                  - expect: { text: Hello ada@example.org }
              - name: Bob signs in
                as: bob
                browser:
                  - goto: '{{ web }}/shop'
                  - expect: { text: Hello stranger }
                  - goto: '{{ web }}/login'
                  - fill: { label: Email, value: bob@example.org }
                  - click: { role: button, name: Sign in }
                  - expect: { text: Hello bob@example.org }
              - name: Ada is still where she was
                as: ada
                browser:
                  - expect: { url: { endsWith: /shop }, text: Hello ada@example.org }
                  - goto: '{{ web }}/shop'
                  - expect: { text: Hello ada@example.org }
              - name: Nobody in particular is nobody
                browser:
                  - goto: '{{ web }}/shop'
                  - expect: { text: Hello stranger }
            """);

        Assert.True(result.Outcome == FlowOutcome.Passed, $"{result.Failure}");
    }

    [Fact]
    public async Task A_secret_is_masked_before_the_text_around_it_is_cut()
    {
        // Each cut falls into the secret: that of what is told of a text, that of what is kept of it, that of a button's name.
        string told = await ReadLongAsync("pad=35", "expect: { text: { testid: long, is: short } }");
        string kept = await ReadLongAsync("pad=290", "expect: { text: { testid: long, is: short } }");
        string offered = await ReadLongAsync("pad=50", "click: { role: button, name: Nothing like it }");

        Assert.Contains("xx***", told, StringComparison.Ordinal);
        Assert.Contains("xx***", kept, StringComparison.Ordinal);
        Assert.Contains("xx***", offered, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", told + kept + offered, StringComparison.Ordinal);
        Snapshot.Match(Journey.Stable(string.Join('\n', told, kept, offered)));
    }

    [Fact]
    public async Task The_time_a_browser_takes_to_start_is_not_the_steps()
    {
        using Journey journey = new(new SlowStart(chromium), _shop.Address, """
              - name: Look
                within: 2s
                browser:
                  - goto: '{{ web }}/login'
                  - expect: { title: Sign in }
            """);

        FlowAttemptResult result = await journey.RunAsync();

        Assert.True(result.Outcome == FlowOutcome.Passed, $"{result.Failure}");
        Assert.True(result.Duration >= SlowStart.Pause, $"{result.Duration}");
        Assert.InRange(journey.Sink.Steps.Single().Duration, TimeSpan.Zero, SlowStart.Pause);
    }

    /// <summary>The failure's text, and what its check came to.</summary>
    private async Task<string> ReadLongAsync(string query, string item)
    {
        using Journey journey = New($$$"""
              - name: Read
                within: 2s
                browser:
                  - goto: '{{ web }}/long?value={{ password }}&{{{query}}}'
                  - {{{item}}}
            """);
        FlowAttemptResult result = await journey.RunAsync();
        return $"{result.Failure!.Message}\n  {journey.Sink.Steps.Single().Checks.Single().Actual}";
    }

    private Journey New(string steps) => new(chromium, _shop.Address, steps);

    private async Task<FlowAttemptResult> RunAsync(string steps)
    {
        using Journey journey = New(steps);
        return await journey.RunAsync();
    }
}
