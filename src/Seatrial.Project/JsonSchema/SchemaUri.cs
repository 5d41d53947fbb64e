using System.Runtime.InteropServices;

namespace Seatrial.Project.JsonSchema;

/// <summary>The parts of a URI reference, and how one is resolved against another (RFC 3986 section 5).</summary>
/// <remarks><see cref="Uri"/> normalises, and does not resolve against URNs.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SchemaUri(string? Scheme, string? Authority, string Path, string? Query, string? Fragment)
{
    /// <summary>Resolves a reference.</summary>
    public static SchemaUri Resolve(string against, string reference)
    {
        SchemaUri start = Parse(against);
        SchemaUri to = Parse(reference);
        if (to.Scheme is not null)
        {
            return to with { Path = WithoutDots(to.Path) };
        }

        if (to.Authority is not null)
        {
            return to with { Scheme = start.Scheme, Path = WithoutDots(to.Path) };
        }

        if (to.Path.Length == 0)
        {
            return start with { Query = to.Query ?? start.Query, Fragment = to.Fragment };
        }

        string path = to.Path.StartsWith('/') ? to.Path
            : start.Authority is not null && start.Path.Length == 0 ? $"/{to.Path}"
            : $"{start.Path[..(start.Path.LastIndexOf('/') + 1)]}{to.Path}";
        return start with { Path = WithoutDots(path), Query = to.Query, Fragment = to.Fragment };
    }

    /// <summary>The address of the document: everything but the fragment.</summary>
    public string Document =>
        $"{(Scheme is null ? "" : $"{Scheme}:")}{(Authority is null ? "" : $"//{Authority}")}{Path}{(Query is null ? "" : $"?{Query}")}";

    public static SchemaUri Parse(string text)
    {
        (text, string? fragment) = Cut(text, '#');
        (text, string? query) = Cut(text, '?');
        string? scheme = null;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && char.IsAsciiLetter(text[0]) && text.AsSpan(0, colon).IndexOf('/') < 0)
        {
            scheme = text[..colon].ToLowerInvariant();
            text = text[(colon + 1)..];
        }

        string? authority = null;
        if (text.StartsWith("//", StringComparison.Ordinal))
        {
            int end = text.IndexOf('/', 2);
            authority = end < 0 ? text[2..] : text[2..end];
            text = end < 0 ? string.Empty : text[end..];
        }

        return new(scheme, authority, text, query, fragment);
    }

    private static (string Before, string? After) Cut(string text, char at)
    {
        int place = text.IndexOf(at, StringComparison.Ordinal);
        return place < 0 ? (text, null) : (text[..place], text[(place + 1)..]);
    }

    private static string WithoutDots(string path)
    {
        if (!path.Contains('.', StringComparison.Ordinal))
        {
            return path;
        }

        List<string> kept = [];
        string[] parts = path.Split('/');
        for (int i = 0; i < parts.Length; i++)
        {
            bool isLast = i == parts.Length - 1;
            switch (parts[i])
            {
                case ".":
                    break;
                case "..":
                    if (kept.Count > 1 || kept is [{ Length: > 0 }])
                    {
                        kept.RemoveAt(kept.Count - 1);
                    }

                    break;
                default:
                    kept.Add(parts[i]);
                    continue;
            }

            if (isLast)
            {
                kept.Add(string.Empty);
            }
        }

        return string.Join('/', kept);
    }
}
