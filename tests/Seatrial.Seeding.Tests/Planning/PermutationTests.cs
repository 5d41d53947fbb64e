using CsCheck;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Tests.Planning;

public sealed class PermutationTests
{
    [Fact]
    public void It_has_every_number_once_and_the_way_back() =>
        Gen.Select(Gen.Long[1, 3000], Gen.ULong).Sample((count, seed) =>
        {
            Permutation permutation = new(count, CellKey.Of(seed, "t"));
            HashSet<long> seen = [];
            for (long place = 0; place < count; place++)
            {
                long number = permutation.At(place);
                Assert.InRange(number, 0, count - 1);
                Assert.True(seen.Add(number));
                Assert.Equal(place, permutation.PlaceOf(number));
            }
        });

    [Theory]
    [InlineData(1L << 40)]
    [InlineData(long.MaxValue / 2)]
    public void Large_ones_need_no_more(long count)
    {
        Permutation permutation = new(count, CellKey.Of(1, "t"));
        for (long place = 0; place < count; place += count / 50)
        {
            Assert.Equal(place, permutation.PlaceOf(permutation.At(place)));
        }
    }
}
