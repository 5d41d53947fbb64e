using System.Collections.Immutable;

namespace Seatrial.Core.Runs;

/// <summary>Questions asked of a flow's attempts.</summary>
internal static class AttemptList
{
    /// <summary>The place of an attempt, or -1; attempts are few, and the latest is asked for most.</summary>
    public static int FindIndex(this ImmutableArray<AttemptState> attempts, int number)
    {
        for (int i = attempts.Length - 1; i >= 0; i--)
        {
            if (attempts[i].Number == number)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The attempts that count: those that came to an end of their own.</summary>
    public static IEnumerable<AttemptState> Counted(this ImmutableArray<AttemptState> attempts) =>
        attempts.Where(a => a is { IsAbandoned: false, Result: not null });
}
