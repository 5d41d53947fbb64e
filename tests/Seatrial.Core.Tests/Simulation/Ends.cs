using System.Collections.Immutable;
using Seatrial.Core.Environments;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Tests.Simulation;

/// <summary>The runs of a scenario as the journal tells them at the end.</summary>
/// <param name="Runs">The runs, children included.</param>
internal sealed record Ends(ImmutableArray<RunState> Runs)
{
    public static async Task<Ends> OfAsync(Scenario scenario, EnvironmentState state)
    {
        IReadOnlyList<RunListing> listings = await scenario.Journal.ListRunsAsync("shop", onlyOpen: false, 100, CancellationToken.None);
        ImmutableArray<RunState>.Builder runs = ImmutableArray.CreateBuilder<RunState>();
        foreach (RunListing listing in listings)
        {
            runs.Add(await scenario.ReadRunAsync(listing.RunId));
        }

        Assert.Equal(runs.Count, state.Finished.Count);
        return new(runs.ToImmutable());
    }
}
