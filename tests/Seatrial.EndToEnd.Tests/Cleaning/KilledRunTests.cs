using Seatrial.TestKit;

namespace Seatrial.EndToEnd.Tests.Cleaning;

/// <summary>A run that made five hundred things dies by SIGKILL at any moment; the next one removes them, and none it did not make.</summary>
public sealed class KilledRunTests : IAsyncLifetime
{
    private const int Flows = 250;
    private const int AtOnce = 5;

    /// <summary>Those that say whose they are: two that make, one that looks, one that removes.</summary>
    private const int RequestsOfAFlow = 4;

    private readonly TempFolder _folder = new();
    private ThingStore _store = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await ThingStore.StartAsync(Token);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task User_can_kill_a_run_at_any_moment_and_the_next_one_removes_what_it_made()
    {
        for (int i = 0; i < 20; i++)
        {
            _store.Keep($"somebody-else-{i}");
            _store.Order($"somebody-else-{i}");
        }

        string[] foreign = [.. _store.Things];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, LongTests.Choose(10, 100)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Token },
            async (number, _) => await KillOneAsync(number));

        Assert.Equal(foreign, _store.Things);
        Assert.Equal(foreign, _store.Orders);
    }

    private async Task KillOneAsync(int number)
    {
        string maker = $"m{number}";
        string project = Project(maker);

        // At a moment told by what was asked for, not by the clock: anywhere from the first request to the last but a few, removals included.
        Task moment = _store.HoldAsync(maker, 1 + (number * 977 % (Flows * RequestsOfAFlow)));
        await using (ChildProcess run = Start(project, "things"))
        {
            Task<ProcessResult> end = run.WaitForExitAsync(Token, TimeSpan.FromMinutes(3));
            await Task.WhenAny(moment, end);
            Assert.True(moment.IsCompleted, end.IsCompleted ? (await end).ToString() : "It neither asked for anything nor ended.");
            run.Signal(9);
            Assert.NotEqual(0, (await end).ExitCode);
        }

        _store.Release(maker);
        await using ChildProcess next = Start(project, "look");
        ProcessResult result = await next.WaitForExitAsync(Token, TimeSpan.FromMinutes(3));
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.DoesNotContain("in doubt", result.Output, StringComparison.Ordinal);
    }

    private static ChildProcess Start(string project, string flow) => ChildProcess.Start(
        TestPaths.PublishedCommand,
        ["run", project, "--flow", $"{flow}*", "--parallel", "8"],
        project,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["SEATRIAL_HOME"] = TestPaths.RepositoryRoot });

    private string Project(string maker)
    {
        _folder.Write($"{maker}/seatrial.yaml", $$"""
            project: killed
            services:
              store: {}
            environments:
              local:
                signals: { within: 0s }
                services:
                  store: {{_store.Address}}
            """);
        _folder.Write($"{maker}/things.flow.yaml", $$$"""
            flow: Things
            data: rows.csv
            variables:
              key: '{{{maker}}}-{{ row }}-{{ uuid() }}'
            steps:
              - name: Under a key of our own
                http: PUT {{ store }}/things/{{ key }}
                expect: { status: 201 }
                cleanup:
                  http: DELETE {{ store }}/things/{{ key }}
              - name: Under a number of theirs
                http: POST {{ store }}/orders?reference={{ key }}
                expect: { status: 201 }
                capture: { order: $.id }
                cleanup:
                  find:
                    http: GET {{ store }}/orders?reference={{ key }}
                    capture: { order: '$.orders[*].id' }
                  http: DELETE {{ store }}/orders/{{ order }}
              - http: GET {{ store }}/things/{{ key }}
                expect: { status: 200, $.key: '{{ key }}' }
            """);
        _folder.Write($"{maker}/look.flow.yaml", $$$"""
            flow: Looks
            steps:
              - http: GET {{ store }}/things/somebody-else-1
                expect: { status: 200 }
            """);
        _folder.Write($"{maker}/rows.csv", $"row\n{string.Join('\n', Enumerable.Range(1, Flows))}\n");
        return _folder.At(maker);
    }
}
