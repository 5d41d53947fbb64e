using System.Collections.Immutable;

namespace Seatrial.Telemetry.Signals;

/// <summary>Estimates what kept texts weigh, and turns kept attributes into those that are handed out.</summary>
internal static class StoredSize
{
    private const int StringOverhead = 24;
    private const int PairSize = 16;

    internal static int Of(string? text) => text is null ? 0 : StringOverhead + (2 * text.Length);

    internal static int Of(KeyValuePair<string, string>[] attributes)
    {
        var size = 0;
        foreach (var (key, value) in attributes)
        {
            // Short keys come out of the pool and weigh nothing here.
            size += PairSize + Of(value) + (key.Length > StringPool.MaxLength ? Of(key) : 0);
        }

        return size;
    }

    internal static ImmutableDictionary<string, string> ToDictionary(KeyValuePair<string, string>[] attributes)
    {
        if (attributes.Length == 0)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        var builder = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in attributes)
        {
            builder[key] = value;
        }

        return builder.ToImmutable();
    }
}
