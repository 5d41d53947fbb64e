namespace Seatrial.Project.JsonSchema;

/// <summary>The groups of an expression that capture, counted before it is read: a reference may come before its group.</summary>
internal sealed class EcmaGroups
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public EcmaGroups(string pattern)
    {
        bool isInClass = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    isInClass = true;
                    break;
                case ']':
                    isInClass = false;
                    break;
                case '(' when !isInClass:
                    Add(pattern.AsSpan(i + 1));
                    break;
            }
        }
    }

    public int Count { get; private set; }

    public int? NumberOf(string name) => _numbers.TryGetValue(name, out int number) ? number : null;

    private void Add(ReadOnlySpan<char> rest)
    {
        if (!rest.StartsWith("?"))
        {
            Count++;
        }
        else if (rest.StartsWith("?<") && !rest.StartsWith("?<=") && !rest.StartsWith("?<!"))
        {
            Count++;
            int end = rest.IndexOf('>');
            string name = end < 0 ? string.Empty : rest[2..end].ToString();
            if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$'))
            {
                throw new EcmaSyntaxException("a group's name is not one");
            }

            if (!_numbers.TryAdd(name, Count))
            {
                throw new EcmaSyntaxException($"two groups have the name {name}");
            }
        }
    }
}
