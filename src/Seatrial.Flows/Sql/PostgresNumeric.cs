using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Seatrial.Flows.Sql;

/// <summary>PostgreSQL's <c>numeric</c>, of any length, and its intervals: more than the types of .NET hold.</summary>
internal static class PostgresNumeric
{
    /// <summary>Writes the exact digits. On the wire: count of groups, weight of the first, sign, scale, then groups of four digits.</summary>
    public static void Write(Utf8JsonWriter writer, Stream wire)
    {
        using (wire)
        {
            using MemoryStream copy = new();
            wire.CopyTo(copy);
            ReadOnlySpan<byte> bytes = copy.GetBuffer().AsSpan(0, (int)copy.Length);
            ushort sign = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
            switch (sign)
            {
                case 0xC000:
                    writer.WriteStringValue("NaN");
                    break;
                case 0xD000:
                    writer.WriteStringValue("Infinity");
                    break;
                case 0xF000:
                    writer.WriteStringValue("-Infinity");
                    break;
                default:
                    writer.WriteRawValue(Digits(bytes, sign == 0x4000));
                    break;
            }
        }
    }

    /// <summary>As ISO 8601 writes durations, such as <c>P1M2DT3H4M5.6S</c>.</summary>
    public static string Interval(int months, int days, long microseconds)
    {
        StringBuilder text = new("P");
        Append(text, months / 12, 'Y');
        Append(text, months % 12, 'M');
        Append(text, days, 'D');
        if (microseconds != 0)
        {
            text.Append('T');
            Append(text, microseconds / 3_600_000_000, 'H');
            Append(text, microseconds / 60_000_000 % 60, 'M');
            Append(text, microseconds % 60_000_000 / 1_000_000m, 'S');
        }

        return text.Length == 1 ? "PT0S" : text.ToString();
    }

    private static void Append(StringBuilder text, decimal value, char unit)
    {
        if (value != 0)
        {
            text.Append(value.ToString("0.######", CultureInfo.InvariantCulture)).Append(unit);
        }
    }

    private static string Digits(ReadOnlySpan<byte> bytes, bool isNegative)
    {
        int groups = BinaryPrimitives.ReadInt16BigEndian(bytes);
        int weight = BinaryPrimitives.ReadInt16BigEndian(bytes[2..]);
        int scale = BinaryPrimitives.ReadInt16BigEndian(bytes[6..]);
        StringBuilder text = new(isNegative ? "-" : string.Empty);
        if (weight < 0)
        {
            text.Append('0');
        }

        for (int i = 0; i <= weight; i++)
        {
            text.Append(Group(bytes, i, groups).ToString(i == 0 ? "0" : "0000", CultureInfo.InvariantCulture));
        }

        if (scale > 0)
        {
            StringBuilder fraction = new(scale + 4);
            for (int i = weight + 1; fraction.Length < scale; i++)
            {
                fraction.Append(Group(bytes, i, groups).ToString("0000", CultureInfo.InvariantCulture));
            }

            text.Append('.').Append(fraction, 0, scale);
        }

        return text.ToString();
    }

    private static int Group(ReadOnlySpan<byte> bytes, int index, int groups) =>
        index >= 0 && index < groups ? BinaryPrimitives.ReadInt16BigEndian(bytes[(8 + (index * 2))..]) : 0;
}
