namespace Seatrial.Project.Importing.Drafting;

/// <summary>What a request is called when nobody gave it a name.</summary>
internal static class StepNames
{
    public static string Of(string method, string path)
    {
        string[] segments = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        bool isOne = segments.Length > 0 && (ValueSigns.IsIdSegment(segments[^1]) || segments[^1].StartsWith('{') || ValueSigns.IsDrawn(segments[^1]));
        string[] words = [.. segments.Where(static s => !ValueSigns.IsIdSegment(s) && !s.StartsWith('{') && !ValueSigns.IsDrawn(s) && s is not ("api" or "rest") && !IsVersion(s)).TakeLast(2).Select(static s => s.Split('.')[0])];
        string thing = words.Length == 0 ? "start page" : Spoken(words[^1]);
        string one = DraftNames.Singular(thing);
        string belongs = words.Length > 1 && !isOne ? $" of {Spoken(words[^2])}" : string.Empty;
        return method switch
        {
            "GET" or "HEAD" when isOne => $"Read the {one}",
            "GET" or "HEAD" => words.Length == 0 ? "Open the start page" : $"Get {thing}{belongs}",
            "POST" when isOne => $"Change the {one}",
            "POST" => $"Send {(one == thing ? thing : $"a new {one}")}{belongs}",
            "PUT" => $"Replace the {one}",
            "PATCH" => $"Change the {one}",
            "DELETE" => $"Remove the {one}",
            _ => $"{method} {thing}",
        };
    }

    private static bool IsVersion(string segment) => segment.Length is 2 or 3 && segment[0] == 'v' && segment[1..].All(char.IsAsciiDigit);

    private static string Spoken(string word) => new([.. DraftNames.Dashed(word) is { Length: > 0 } dashed ? dashed.Replace('-', ' ') : "it"]);
}
