namespace Seatrial.Seeding.Proof;

/// <summary>One way to write numbers and times, so that 5 and 5.00, a date and its midnight, are the same.</summary>
internal static class Canonical
{
    /// <summary>A number without plus, leading zeros, and zeros at the end of a fraction; signs of money and groups of digits are left out.</summary>
    /// <param name="text">As the engine writes it.</param>
    /// <param name="room">Takes it; as long as the text, at least.</param>
    /// <returns>How long it is.</returns>
    public static int Number(ReadOnlySpan<char> text, Span<char> room)
    {
        int length = 0;
        bool isFraction = false;
        foreach (char c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '-')
            {
                bool isLeadingZero = c == '0' && (length == 0 || (length == 1 && room[0] == '-'));
                isFraction |= c == '.';
                if (!isLeadingZero)
                {
                    room[length++] = c;
                }
            }
        }

        while (isFraction && length > 0 && room[length - 1] is '0' or '.')
        {
            isFraction = room[--length] != '.';
        }

        if (length == 0 || (length == 1 && room[0] == '-'))
        {
            room[0] = '0';
            return 1;
        }

        return length;
    }

    /// <summary>The digits and letters of a time in UTC; midnight is the date alone.</summary>
    /// <inheritdoc cref="Number"/>
    public static int Time(ReadOnlySpan<char> text, Span<char> room)
    {
        text = text.EndsWith("+00") ? text[..^3] : text;
        int point = text.LastIndexOf('.');
        text = point >= 0 ? text.TrimEnd('0') : text;
        int length = 0;
        foreach (char c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                room[length++] = c;
            }
        }

        return length == 14 && room[8..14].SequenceEqual("000000") ? 8 : length;
    }
}
