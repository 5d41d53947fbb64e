using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Tests.Values;

public sealed class CellKeyTests
{
    [Fact]
    public void The_same_names_and_row_make_the_same_number_on_every_machine()
    {
        // By an implementation that passes the reference vectors.
        Assert.Equal(0xdf1188ce02e8b7e1UL, CellKey.Of(7, "public.customer", "email").Hash(12, 0));
    }

    [Fact]
    public void Names_are_not_run_together() =>
        Assert.NotEqual(CellKey.Of(7, "ab", "c").Hash(0, 0), CellKey.Of(7, "a", "bc").Hash(0, 0));

    [Fact]
    public void A_refused_candidate_is_followed_by_another()
    {
        CellKey key = CellKey.Of(1, "t", "c");
        CellRandom first = key.At(5);
        CellRandom second = key.At(5, attempt: 1);
        Assert.NotEqual(first.Next(), second.Next());
    }

    [Fact]
    public void Draws_below_a_bound_reach_all_of_it()
    {
        CellKey key = CellKey.Of(3, "t", "c");
        int[] seen = new int[6];
        for (int row = 0; row < 6000; row++)
        {
            CellRandom random = key.At(row);
            seen[random.Below(6)]++;
        }

        Assert.All(seen, static count => Assert.InRange(count, 880, 1120));
    }
}
