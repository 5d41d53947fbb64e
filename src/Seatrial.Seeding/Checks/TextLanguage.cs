using System.Runtime.InteropServices;
using System.Text;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>
/// All texts of some lengths that match some patterns and do not match others: told apart, counted, and made by number or
/// by draws. The patterns are run side by side, as one deterministic automaton.
/// </summary>
internal sealed class TextLanguage
{
    private const int MostStates = 2000, UsualLengths = 12, MostCells = 4_000_000;

    private readonly List<Character> _classes;
    private readonly List<int[]> _next;
    private readonly List<bool> _isEnd;
    private readonly int _least;

    /// <summary>By length and state, how many texts of that length lead from the state to an end.</summary>
    private readonly UInt128[][] _counts;

    private TextLanguage(List<Character> classes, List<int[]> next, List<bool> isEnd, int least, int most)
    {
        (_classes, _next, _isEnd, _least) = (classes, next, isEnd, least);
        _counts = Count(most);
        for (int length = least; length <= most; length++)
        {
            if (_counts[length][0] > UInt128.Zero)
            {
                Lengths.Add(length);
                Size = Sum(Size, _counts[length][0]);
            }
        }
    }

    /// <summary>How many texts it has; no more than can be counted.</summary>
    public UInt128 Size { get; }

    /// <summary>The lengths that its texts have.</summary>
    public List<int> Lengths { get; } = [];

    /// <summary>The language, or null when its patterns are too much.</summary>
    /// <param name="patterns">What its texts match, or do not match.</param>
    /// <param name="alphabet">The characters they are made of.</param>
    /// <param name="least">The fewest characters.</param>
    /// <param name="most">The most.</param>
    public static TextLanguage? Of(IReadOnlyList<TextPattern> patterns, UInt128 alphabet, int least, int most)
    {
        List<(PatternAutomaton Automaton, bool IsForbidden)> automata = [];
        foreach (TextPattern pattern in patterns)
        {
            if (PatternAutomaton.Of(pattern.Node) is not { } automaton)
            {
                return null;
            }

            automata.Add((automaton, pattern.IsForbidden));
        }

        List<Character> classes = Classes(automata.SelectMany(static a => a.Automaton.Sets), alphabet);
        List<int[]> next = [];
        List<bool> isEnd = [];
        return Determine(automata, classes, next, isEnd) && (long)next.Count * (most + 1) <= MostCells ? new(classes, next, isEnd, least, most) : null;
    }

    /// <summary>Whether a text matches, however long it is.</summary>
    public bool Matches(string text)
    {
        if (text.Length < _least)
        {
            return false;
        }

        int state = 0;
        foreach (char one in text)
        {
            int index = one < 128 ? _classes.FindIndex(c => (c.Set & PatternNode.Of(one)) != UInt128.Zero) : -1;
            if (index < 0 || (state = _next[state][index]) < 0)
            {
                return false;
            }
        }

        return _isEnd[state];
    }

    /// <summary>A text by its number: first the short ones.</summary>
    public string At(UInt128 number)
    {
        foreach (int length in Lengths)
        {
            if (number < _counts[length][0])
            {
                return At(number, length);
            }

            number -= _counts[length][0];
        }

        throw new ArgumentOutOfRangeException(nameof(number));
    }

    /// <summary>A text by draws: one of the shorter lengths, letters and digits before other characters.</summary>
    public string Make(ref CellRandom random)
    {
        int length = Lengths[(int)random.Below(Math.Min(Lengths.Count, UsualLengths))];
        StringBuilder text = new(length);
        int state = 0;
        Span<int> weights = stackalloc int[_classes.Count];
        for (int left = length - 1; left >= 0; left--)
        {
            int sum = Weigh(weights, state, left, isPlain: true);
            sum = sum > 0 ? sum : Weigh(weights, state, left, isPlain: false);

            long draw = random.Below(sum);
            int index = 0;
            while (draw >= weights[index])
            {
                draw -= weights[index++];
            }

            string members = _classes[index].Members;
            text.Append(members[(int)random.Below(members.Length)]);
            state = _next[state][index];
        }

        return text.ToString();
    }

    /// <summary>How likely each class of characters comes next; letters and digits alone, where any of them may.</summary>
    private int Weigh(Span<int> weights, int state, int left, bool isPlain)
    {
        int sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            int to = _next[state][i];
            sum += weights[i] = to >= 0 && _classes[i].IsPlain == isPlain && _counts[left][to] > UInt128.Zero ? _classes[i].Members.Length : 0;
        }

        return sum;
    }

    private static UInt128 Sum(UInt128 one, UInt128 other) => UInt128.MaxValue - one < other ? UInt128.MaxValue : one + other;

    private static UInt128 Product(UInt128 one, int times) => one > UInt128.MaxValue / (UInt128)times ? UInt128.MaxValue : one * (UInt128)times;

    private static List<Character> Classes(IEnumerable<UInt128> sets, UInt128 alphabet)
    {
        List<UInt128> parts = [alphabet & PatternNode.Range('a', 'z'), alphabet & PatternNode.Range('A', 'Z'), alphabet & PatternNode.Range('0', '9')];
        parts.Add(alphabet & ~(parts[0] | parts[1] | parts[2]));
        foreach (UInt128 set in sets)
        {
            parts = [.. parts.SelectMany(p => new[] { p & set, p & ~set }).Where(static p => p != UInt128.Zero)];
        }

        return [.. parts.Where(static p => p != UInt128.Zero).Select(static p => new Character(p))];
    }

    private static bool Determine(List<(PatternAutomaton Automaton, bool IsForbidden)> automata, List<Character> classes, List<int[]> next, List<bool> isEnd)
    {
        Dictionary<string, int> numbers = [];
        Queue<int[][]> open = [];
        int Number(int[][] states)
        {
            string key = string.Join('|', states.Select(static s => string.Join(',', s)));
            if (!numbers.TryGetValue(key, out int number))
            {
                numbers.Add(key, number = numbers.Count);
                open.Enqueue(states);
            }

            return number;
        }

        Number([.. automata.Select(static a => a.Automaton.Next(a.Automaton.Begin(), PatternNode.Start))]);
        while (open.TryDequeue(out int[][]? states))
        {
            if (numbers.Count > MostStates)
            {
                return false;
            }

            bool isGood = true;
            for (int i = 0; i < states.Length; i++)
            {
                PatternAutomaton automaton = automata[i].Automaton;
                isGood &= automaton.IsEnd(automaton.Next(states[i], PatternNode.End)) != automata[i].IsForbidden;
            }

            isEnd.Add(isGood);
            int[] to = new int[classes.Count];
            for (int i = 0; i < to.Length; i++)
            {
                int[][] reached = [.. states.Select((s, index) => automata[index].Automaton.Next(s, classes[i].Members[0]))];
                bool isDead = reached.Where((s, index) => s.Length == 0 && !automata[index].IsForbidden).Any();
                to[i] = isDead ? -1 : Number(reached);
            }

            next.Add(to);
        }

        return true;
    }

    private string At(UInt128 number, int length)
    {
        StringBuilder text = new(length);
        int state = 0;
        for (int left = length - 1; left >= 0; left--)
        {
            for (int i = 0; i < _classes.Count; i++)
            {
                int to = _next[state][i];
                UInt128 each = to < 0 ? UInt128.Zero : _counts[left][to], all = Product(each, _classes[i].Members.Length);
                if (number < all)
                {
                    (UInt128 member, number) = UInt128.DivRem(number, each);
                    text.Append(_classes[i].Members[(int)member]);
                    state = to;
                    break;
                }

                number -= all;
            }
        }

        return text.ToString();
    }

    private UInt128[][] Count(int most)
    {
        UInt128[][] counts = new UInt128[most + 1][];
        counts[0] = [.. _isEnd.Select(static e => e ? UInt128.One : UInt128.Zero)];
        for (int length = 1; length <= most; length++)
        {
            counts[length] = new UInt128[_next.Count];
            for (int state = 0; state < _next.Count; state++)
            {
                UInt128 sum = UInt128.Zero;
                for (int i = 0; i < _classes.Count; i++)
                {
                    int to = _next[state][i];
                    sum = to < 0 ? sum : Sum(sum, Product(counts[length - 1][to], _classes[i].Members.Length));
                }

                counts[length][state] = sum;
            }
        }

        return counts;
    }

    /// <summary>Characters that no pattern tells apart.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly struct Character
    {
        public Character(UInt128 set)
        {
            Set = set;
            Members = string.Concat(Enumerable.Range(0, 128).Where(i => (set >> i & UInt128.One) != UInt128.Zero).Select(static i => (char)i));
            IsPlain = char.IsAsciiLetterOrDigit(Members[0]);
        }

        public UInt128 Set { get; }

        public string Members { get; }

        /// <summary>Whether they are letters or digits.</summary>
        public bool IsPlain { get; }
    }
}
