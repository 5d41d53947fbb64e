using System.Text;
using CsCheck;
using Seatrial.Core;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Tests.Profiles;

/// <summary>A profile is outside bytes: what its format does not know, and what was released without a reason, is refused.</summary>
public sealed class ProfileFileTests
{
    private static readonly SeedProfile Sound = new(DatabaseEngine.Postgres, new("ab", [new("table", "public.t", "cd")]), new(10, 1, 1e-6, 3))
    {
        TakenOn = new(2026, 11, 23),
        Tables =
        [
            new(new("public", "t"), 1200)
            {
                Columns =
                [
                    new("status", 0.1) { DistinctShare = 0.01, Shape = new ValueShape.Categories([new("paid", 0.7, ValueSource.ManySubjects, 90)], 0.3) },
                    new("code", 0) { Shape = new ValueShape.Texts([new(2, 7, 1)], [new("AA-9999", 0.9, 800)], 1) },
                    new("price", 0) { Shape = new ValueShape.Numbers([new(0, 1, 0.5), new(1, 8, 0.5)], 2) },
                ],
                FanOuts = [new("t_fk", [new(0, 0, 0.25), new(1, 3, 0.75)])],
                TimeOrders = [new("a", "b", [new(0, 60, 1)])],
                Correlations = [new("a", "b", 0.5)],
            },
        ],
    };

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        string text = ProfileFile.Write(Sound);

        Assert.Equal(text, ProfileFile.Write(Read(text)));
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 2", "has format 2, and this version of Seatrial reads format 1")]
    [InlineData("\"rows\": 1200", "\"rows\": 1200, \"sample\": [\"Ada\"]", "$.tables[0]")]
    [InlineData("\"subjects\": 90", "\"subjects\": 9", "$.tables[0].columns[0].shape.values[0].subjects: a value stands here that fewer than 10 subjects share.")]
    [InlineData("\"source\": \"manySubjects\"", "\"source\": \"somewhere\"", "$.tables[0].columns[0]")]
    [InlineData("\"nullFraction\": 0.1", "\"nullFraction\": 1.1", "$.tables[0].columns[0].nullFraction: it is no share")]
    [InlineData("AA-9999", "Ada-9999", "$.tables[0].columns[1].shape.masks[0].mask: a letter or digit stands in it.")]
    [InlineData("\"low\": 1,", "\"low\": 0.5,", "a bucket must go up")]
    [InlineData("\"tables\": [", "\"tables\": [null, ", "$.tables")]
    [InlineData("\"subjects\": 10,", "\"subjects\": 1,", "$.disclosure: at least 2 subjects")]
    public void What_is_not_sound_is_refused_where_it_stands(string sound, string broken, string message)
    {
        string text = ProfileFile.Write(Sound);
        Assert.Contains(sound, text, StringComparison.Ordinal);

        SeatrialException refused = Assert.Throws<SeatrialException>(() => Read(text.Replace(sound, broken, StringComparison.Ordinal)));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_bytes_it_is_a_profile_or_an_error_that_says_so()
    {
        byte[] sound = Encoding.UTF8.GetBytes(ProfileFile.Write(Sound));
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte, Gen.Int[0, 12], Gen.Byte.Array[0, 6]).Sample((at, value, cut, more) =>
        {
            byte[] broken = [.. sound[..at], value, .. more, .. sound[Math.Min(sound.Length, at + cut)..]];
            try
            {
                ProfileFile.Read(broken, "p.json");
            }
            catch (SeatrialException exception)
            {
                Assert.StartsWith("seed-profile", exception.Code, StringComparison.Ordinal);
            }
        });
    }

    private static SeedProfile Read(string text) => ProfileFile.Read(Encoding.UTF8.GetBytes(text), "p.json");
}
