using System.IO.Compression;
using System.Text;
using Seatrial.Project.Secrets;

namespace Seatrial.Flows.Browsing;

/// <summary>
/// A copy of a Playwright trace without a secret in it, written entry by entry. What cannot be read as text is copied only
/// where it is a picture or a font, and left out where a secret is seen in it.
/// </summary>
/// <param name="Zip">The copy.</param>
/// <param name="LeftOut">How many resources are not in it.</param>
internal sealed record BrowserTrace(ReadOnlyMemory<byte> Zip, int LeftOut)
{
    /// <summary>The most bytes a copy has.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    // Unpacked: what is larger is no page anybody looks at, or was made to fill a memory.
    private const int MostEntryBytes = 16 * 1024 * 1024;
    private const int MostUnpackedBytes = 64 * 1024 * 1024;
    private const int MostEntries = 10_000;
    private const string Resources = "resources/";

    private static readonly string[] Copied =
        [".png", ".jpeg", ".jpg", ".gif", ".webp", ".avif", ".bmp", ".ico", ".x-icon", ".woff", ".woff2", ".ttf", ".otf"];

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Copies a trace.</summary>
    /// <param name="zip">The trace as Playwright wrote it.</param>
    /// <param name="mask">What is secret.</param>
    /// <exception cref="InvalidDataException">It is no trace, or too large.</exception>
    public static BrowserTrace Masked(ReadOnlyMemory<byte> zip, Masker mask)
    {
        (List<(string Name, byte[] Bytes)> records, List<(string Name, byte[] Bytes)> resources, int leftOut) = Read(zip);
        if (!records.Exists(static r => r.Name.EndsWith(".trace", StringComparison.Ordinal)))
        {
            throw new InvalidDataException("the browser recorded nothing");
        }

        // A resource is called by the hash of what it holds: of a secret, that says too much.
        Dictionary<string, string> renamed = new(StringComparer.Ordinal);
        List<(string Name, byte[] Bytes)> kept = [];
        foreach ((string name, byte[] bytes) in resources)
        {
            if (Mask(name, bytes, mask) is not { } masked)
            {
                leftOut++;
                continue;
            }

            string keptName = ReferenceEquals(masked, bytes) ? name : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"masked-{renamed.Count + 1}{Path.GetExtension(name)}");
            if (keptName != name)
            {
                renamed[name] = keptName;
            }

            kept.Add((Resources + keptName, masked));
        }

        BrowserTraceLines lines = new(mask, renamed);
        return Write([.. records.Select(record => (record.Name, lines.Mask(record.Bytes)))], kept, leftOut);
    }

    private static (List<(string Name, byte[] Bytes)> Records, List<(string Name, byte[] Bytes)> Resources, int LeftOut) Read(ReadOnlyMemory<byte> zip)
    {
        List<(string, byte[])> records = [];
        List<(string, byte[])> resources = [];
        int leftOut = 0;
        long unpacked = 0;
        using ZipArchive archive = Open(zip);
        if (archive.Entries.Count > MostEntries)
        {
            throw new InvalidDataException($"the trace has {archive.Entries.Count} entries, more than is kept");
        }

        foreach (ZipArchiveEntry entry in archive.Entries.OrderBy(static e => e.FullName.StartsWith(Resources, StringComparison.Ordinal)).ThenBy(static e => e.FullName, StringComparer.Ordinal))
        {
            // Playwright's third kind says where this program's own source lies, which is nobody's business.
            bool isResource = entry.FullName.StartsWith(Resources, StringComparison.Ordinal);
            bool isRecord = !entry.FullName.Contains('/', StringComparison.Ordinal)
                && (entry.FullName.EndsWith(".trace", StringComparison.Ordinal) || entry.FullName.EndsWith(".network", StringComparison.Ordinal));
            if (!isRecord && !isResource)
            {
                continue;
            }

            byte[]? bytes = unpacked < MostUnpackedBytes ? Unpack(entry) : null;
            unpacked += bytes?.Length ?? 0;
            if (bytes is null && isRecord)
            {
                throw new InvalidDataException("the trace is larger than is kept");
            }

            if (bytes is null)
            {
                leftOut++;
            }
            else
            {
                (isRecord ? records : resources).Add((isRecord ? entry.FullName : entry.FullName[Resources.Length..], bytes));
            }
        }

        return (records, resources, leftOut);
    }

    private static ZipArchive Open(ReadOnlyMemory<byte> zip)
    {
        MemoryStream stream = new(zip.ToArray(), writable: false);
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: false);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException("the trace cannot be read", exception);
        }
    }

    /// <summary>What an entry holds; null when that is too much, whatever its header says.</summary>
    private static byte[]? Unpack(ZipArchiveEntry entry)
    {
        try
        {
            using Stream packed = entry.Open();
            using MemoryStream whole = new();
            byte[] piece = new byte[81920];
            for (int read; (read = packed.Read(piece)) > 0;)
            {
                whole.Write(piece, 0, read);
                if (whole.Length > MostEntryBytes)
                {
                    return null;
                }
            }

            return whole.ToArray();
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException("the trace cannot be read", exception);
        }
    }

    /// <summary>The resource without secrets: the same bytes when there was none, null when it cannot be told.</summary>
    private static byte[]? Mask(string name, byte[] bytes, Masker mask)
    {
        if (Text(bytes) is { } text)
        {
            string masked = mask.MaskThroughout(text);
            return ReferenceEquals(masked, text) ? bytes : Encoding.UTF8.GetBytes(masked);
        }

        bool isSeen = !Array.Exists(Copied, kind => name.EndsWith(kind, StringComparison.OrdinalIgnoreCase))
            || mask.Contains(Encoding.UTF8.GetString(bytes))
            || mask.Contains(Encoding.Unicode.GetString(bytes))
            || (bytes.Length > 1 && mask.Contains(Encoding.Unicode.GetString(bytes, 1, bytes.Length - 1)))
            || mask.Contains(Encoding.BigEndianUnicode.GetString(bytes));
        return isSeen ? null : bytes;
    }

    private static string? Text(byte[] bytes)
    {
        try
        {
            // A zero byte is in no text in UTF-8, but in every one in UTF-16.
            return bytes.AsSpan().Contains((byte)0) ? null : StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The records first, then of the resources as many as there is room for, the small ones first: those make the page.</summary>
    private static BrowserTrace Write(List<(string Name, byte[] Bytes)> records, List<(string Name, byte[] Bytes)> resources, int leftOut)
    {
        using MemoryStream zip = new();
        using (ZipArchive archive = new(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            long room = MostBytes;
            foreach ((string name, byte[] bytes) in records)
            {
                room -= Add(archive, zip, name, bytes);
            }

            if (room < 0)
            {
                throw new InvalidDataException("the trace is larger than is kept");
            }

            foreach ((string name, byte[] bytes) in resources.OrderBy(static r => r.Bytes.Length).ThenBy(static r => r.Name, StringComparer.Ordinal))
            {
                // Packed it may be smaller: that is not known before.
                if (bytes.Length > room)
                {
                    leftOut++;
                }
                else
                {
                    room -= Add(archive, zip, name, bytes);
                }
            }
        }

        return zip.Length <= MostBytes + MostEntries ? new(zip.ToArray(), leftOut) : throw new InvalidDataException("the trace is larger than is kept");
    }

    private static long Add(ZipArchive archive, MemoryStream zip, string name, byte[] bytes)
    {
        const int directory = 128;
        long before = zip.Length;
        using (Stream entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open())
        {
            entry.Write(bytes);
        }

        return zip.Length - before + directory + name.Length;
    }
}
