using Seatrial.TestKit;

namespace Seatrial.EndToEnd.Tests.Cleaning;

/// <summary>A run that made five hundred things dies by SIGKILL at any moment; the next one removes them, and none it did not make.</summary>
public sealed class KilledRunTests : IAsyncLifetime
{
    private const int Flows = 250;
    private const int AtOnce = 5;

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
        int killed = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, LongTests.Choose(10, 100)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Token },
            async (number, _) => Interlocked.Add(ref killed, await KillOneAsync(number) ? 1 : 0));

        Assert.Equal(foreign, _store.Things);
        Assert.Equal(foreign, _store.Orders);
        Assert.True(killed >= LongTests.Choose(10, 100) * 3 / 4, $"Only {killed} runs were killed before they ended.");
    }

    /// <returns>Whether it died before its end.</returns>
    private async Task<bool> KillOneAsync(int number)
    {
        string maker = $"m{number}";
        string project = Project(maker);
        bool wasKilled;
        await using (ChildProcess run = Start(project, "things"))
        {
            // At a moment told by how far the run came, which is spread over the whole of it whatever the machine does.
            int moment = 1 + (number * 97 % Flows);
            await Eventually.IsTrueAsync(
                () => run.HasExited || _store.ThingsOf(maker) >= Math.Min(moment, 8) && _store.ThingsOf(maker) + Ended(run) >= moment,
                "the run comes to its moment",
                Token);
            try
            {
                run.Signal(9);
            }
            catch (InvalidOperationException) when (run.HasExited)
            {
                // It was faster.
            }

            wasKilled = (await run.WaitForExitAsync(Token)).ExitCode != 0;
        }

        await using ChildProcess next = Start(project, "look");
        ProcessResult result = await next.WaitForExitAsync(Token, TimeSpan.FromMinutes(3));
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.DoesNotContain("in doubt", result.Output, StringComparison.Ordinal);
        return wasKilled;
    }

    /// <summary>How many flows said on the console that they are done.</summary>
    private static int Ended(ChildProcess run) => run.AllOutput.Split('\n').Count(static line => line.Contains('✓', StringComparison.Ordinal));

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
