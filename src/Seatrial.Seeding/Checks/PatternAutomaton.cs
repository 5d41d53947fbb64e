namespace Seatrial.Seeding.Checks;

/// <summary>A pattern as states and the characters that lead from one to the next.</summary>
internal sealed class PatternAutomaton
{
    /// <summary>A pattern that needs more is not understood.</summary>
    private const int Most = 3000;

    private readonly List<(UInt128 Characters, int Next)?> _step = [];
    private readonly List<List<int>> _free = [];
    private readonly int _start;
    private readonly int _end;

    private PatternAutomaton(PatternNode node)
    {
        _start = New();
        _end = New();
        Build(node, _start, _end);
    }

    /// <summary>The sets of characters that steps ask for.</summary>
    public IEnumerable<UInt128> Sets => _step.Where(static s => s is not null).Select(static s => s!.Value.Characters).Distinct();

    /// <summary>The automaton, or null when the pattern is too large.</summary>
    public static PatternAutomaton? Of(PatternNode node)
    {
        try
        {
            return new(node);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public int[] Begin() => Closed([_start]);

    public bool IsEnd(int[] states) => Array.IndexOf(states, _end) >= 0;

    public int[] Next(int[] states, char one)
    {
        UInt128 bit = PatternNode.Of(one);
        List<int> next = [];
        foreach (int state in states)
        {
            if (_step[state] is var (characters, to) && (characters & bit) != UInt128.Zero)
            {
                next.Add(to);
            }
        }

        return Closed(next);
    }

    private int[] Closed(List<int> states)
    {
        HashSet<int> seen = [.. states];
        Stack<int> open = new(states);
        while (open.TryPop(out int state))
        {
            foreach (int next in _free[state])
            {
                if (seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return [.. seen.Order()];
    }

    private int New()
    {
        if (_step.Count >= Most)
        {
            throw new InvalidOperationException("The pattern is too large.");
        }

        _step.Add(null);
        _free.Add([]);
        return _step.Count - 1;
    }

    private void Build(PatternNode node, int from, int to)
    {
        switch (node)
        {
            case PatternNode.Set set:
                int step = New();
                _free[from].Add(step);
                _step[step] = (set.Characters, to);
                break;
            case PatternNode.Sequence sequence:
                foreach (PatternNode part in sequence.Parts)
                {
                    int next = New();
                    Build(part, from, next);
                    from = next;
                }

                _free[from].Add(to);
                break;
            case PatternNode.Either either:
                foreach (PatternNode choice in either.Choices)
                {
                    Build(choice, from, to);
                }

                break;
            case PatternNode.Repeat repeat:
                Build(repeat, from, to);
                break;
        }
    }

    private void Build(PatternNode.Repeat repeat, int from, int to)
    {
        for (int i = 0; i < repeat.Least; i++)
        {
            int next = New();
            Build(repeat.Part, from, next);
            from = next;
        }

        if (repeat.Most is not { } most)
        {
            int loop = New();
            _free[from].Add(loop);
            Build(repeat.Part, loop, loop);
            _free[loop].Add(to);
            return;
        }

        for (int i = repeat.Least; i < most; i++)
        {
            _free[from].Add(to);
            int next = New();
            Build(repeat.Part, from, next);
            from = next;
        }

        _free[from].Add(to);
    }
}
