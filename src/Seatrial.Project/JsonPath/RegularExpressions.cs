using System.Collections.Concurrent;

namespace Seatrial.Project.JsonPath;

/// <summary>The expressions of <c>match()</c> and <c>search()</c>, translated once each.</summary>
internal static class RegularExpressions
{
    private const int MostCached = 256;
    private static readonly ConcurrentDictionary<(string Pattern, bool IsWhole), IRegexp?> Cache = new();

    public static bool IsMatch(string text, string pattern, bool isWhole)
    {
        if (Cache.Count > MostCached)
        {
            Cache.Clear();
        }

        IRegexp? regexp = Cache.GetOrAdd((pattern, isWhole), static key => IRegexp.TryParse(key.Pattern, key.IsWhole));
        return regexp?.IsMatch(text) ?? false;
    }
}
