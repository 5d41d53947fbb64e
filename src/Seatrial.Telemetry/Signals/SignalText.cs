namespace Seatrial.Telemetry.Signals;

/// <summary>How much of a text is kept.</summary>
internal static class SignalText
{
    /// <summary>The most attributes kept of one span or log record.</summary>
    internal const int MaxAttributes = 128;

    /// <summary>The most characters kept of one attribute's value, a name or a message.</summary>
    internal const int MaxLength = 4_096;

    /// <summary>The most characters kept of an attribute's key or of a service's name or version.</summary>
    internal const int MaxKeyLength = 256;

    /// <summary>The most characters kept of a log record's body.</summary>
    internal const int MaxBodyLength = 16_384;

    /// <summary>The most links kept of one span.</summary>
    internal const int MaxLinks = 128;

    internal static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        // Half of a surrogate pair would be invalid text for whoever writes it out as UTF-8.
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }
}
