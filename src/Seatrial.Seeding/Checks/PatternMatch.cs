using System.Collections.Concurrent;

namespace Seatrial.Seeding.Checks;

/// <summary>Whether texts match patterns.</summary>
internal static class PatternMatch
{
    private const int Most = 1000;

    private static readonly ConcurrentDictionary<(string, string), PatternAutomaton?> Automata = new();

    /// <summary>The pattern of an operator; null when it has no automaton.</summary>
    /// <param name="name">The operator, without the <c>!</c> of its opposite.</param>
    /// <param name="pattern">What stands to its right.</param>
    public static PatternNode? Node(string name, string pattern) => name switch
    {
        "~~" => PatternParser.Like(pattern, isCaseBlind: false),
        "~~*" => PatternParser.Like(pattern, isCaseBlind: true),
        "~" => PatternParser.Regex(pattern, isCaseBlind: false),
        "~*" => PatternParser.Regex(pattern, isCaseBlind: true),
        _ => null,
    };

    /// <summary>Whether a text matches; null when that cannot be told.</summary>
    public static bool? IsMatch(string name, string text, string pattern)
    {
        bool isNot = name[0] == '!';
        string bare = isNot ? name[1..] : name;
        if (Automata.Count > Most)
        {
            Automata.Clear();
        }

        PatternAutomaton? automaton = Automata.GetOrAdd((bare, pattern), static k => Node(k.Item1, k.Item2) is { } node ? PatternAutomaton.Of(node) : null);
        if (automaton is null || !text.All(static c => c is >= ' ' and <= '~'))
        {
            return null;
        }

        int[] states = automaton.Next(automaton.Begin(), PatternNode.Start);
        foreach (char one in text)
        {
            states = automaton.Next(states, one);
        }

        return automaton.IsEnd(automaton.Next(states, PatternNode.End)) != isNot;
    }
}
