using System.IO.Compression;
using System.Text;

namespace Seatrial.Seeding.Tests.Leaks;

/// <summary>Somebody of production, of whom something is planted.</summary>
internal sealed record Person(int Id, string First, string Last, string Email, string Phone, string Street, string City, string Zip, string Born, string Iban, string Token, string From, string Note, string Nick)
{
    private const string Query = """
        select id || e'\t' || first_name || e'\t' || last_name || e'\t' || email || e'\t' || phone || e'\t' || street || e'\t' || city || e'\t' || zip || e'\t' || born || e'\t' || iban || e'\t' || token || e'\t' || host(seen_from) || e'\t' || note || e'\t' || (prefs ->> 'nick')
        from customer where id = 147
        """;

    public string Name => $"{First} {Last}";

    public string Local => Email[..Email.IndexOf('@', StringComparison.Ordinal)];

    public string PhoneDigits => string.Concat(Phone.Where(char.IsAsciiDigit));

    public static async Task<Person> OfAsync(Database production)
    {
        string[] cells = (await production.RowsAsync(Query))[0].Split('\t');
        return new(int.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture), cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], cells[8], cells[9], cells[10], cells[11], cells[12], cells[13]);
    }

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static string Hex(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));

    public static string Reversed(string text) => new([.. text.Reverse()]);

    public static string Plain(string text) => text.Replace("å", "a", StringComparison.Ordinal).Replace("ø", "o", StringComparison.Ordinal).Replace("é", "e", StringComparison.Ordinal);

    public static string Words(string text, int first, int count) => string.Join(' ', text.Split(' ')[first..(first + count)]);

    public static byte[] Packed(string text)
    {
        using MemoryStream bytes = new();
        using (GZipStream zip = new(bytes, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
