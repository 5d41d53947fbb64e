using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Seatrial.Core;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Ownership;

/// <summary>
/// All that a plan is made of, kept where its rows go before the first of them: whoever reads it can tell each row that
/// was, or might have been, loaded, without a list of them.
/// </summary>
/// <param name="Schema">The structure as it was.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Settings">What was asked for.</param>
/// <param name="FirstFree">The first numbers of keys.</param>
/// <param name="Skipped">The numbers of values that somebody else had.</param>
internal sealed record SeedIntent(
    DatabaseSchema Schema,
    SeedProfile Profile,
    PlanSettings Settings,
    ImmutableArray<SeedIntent.First> FirstFree,
    ImmutableArray<SeedIntent.Skip> Skipped)
{
    /// <summary>What makes values of numbers: another version may make others, and must not look for rows that this one made.</summary>
    public const int Generation = 2;

    /// <summary>The oldest generation whose rows are found again: without rules, the values of 1 and 2 are the same.</summary>
    private const int Oldest = 1;

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter() } };

    public int Version { get; init; } = Generation;

    public Taken Taken() => new()
    {
        FirstFree = FirstFree.ToImmutableDictionary(static f => new ColumnName(f.Table, f.Column), static f => (Int128)f.Number),
        Skipped = Skipped.ToImmutableDictionary(static s => new ColumnName(s.Table, s.Column), static s => s.Numbers.Select(static n => (UInt128)n).ToImmutableArray()),
    };

    public byte[] ToBytes()
    {
        using MemoryStream bytes = new();
        using (GZipStream zip = new(bytes, CompressionLevel.Optimal))
        {
            JsonSerializer.Serialize(zip, this, Json);
        }

        return bytes.ToArray();
    }

    /// <exception cref="SeatrialException">It cannot be read, or another version made it.</exception>
    public static SeedIntent Of(byte[] bytes, string run)
    {
        try
        {
            using GZipStream zip = new(new MemoryStream(bytes), CompressionMode.Decompress);
            SeedIntent intent = JsonSerializer.Deserialize<SeedIntent>(zip, Json) ?? throw new JsonException("it is empty");
            return intent.Version is >= Oldest and <= Generation
                ? intent
                : throw new SeatrialException("seed-intent-version", $"Run {run} was seeded by a version of Seatrial that makes other values (generation {intent.Version}, this one makes {Generation}). Clean it with that version.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or NotSupportedException)
        {
            throw new SeatrialException("seed-intent-broken", $"What is kept of run {run} in schema seatrial_seed cannot be read: {exception.Message}", innerException: exception);
        }
    }

    /// <summary>A first number.</summary>
    internal sealed record First(ObjectName Table, string Column, long Number);

    /// <summary>Numbers that are left out.</summary>
    internal sealed record Skip(ObjectName Table, string Column, ImmutableArray<ulong> Numbers);
}
