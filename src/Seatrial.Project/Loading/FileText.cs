using System.Text;

namespace Seatrial.Project.Loading;

/// <summary>Files of a project as texts, which is how snapshots keep them: what is UTF-8 as it is, the rest as base64 behind a mark that no text begins with.</summary>
internal static class FileText
{
    private const string Mark = "\0base64:";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Of(byte[] content)
    {
        try
        {
            string text = Strict.GetString(content);
            return text.StartsWith(Mark, StringComparison.Ordinal) ? Encoded(content) : text;
        }
        catch (DecoderFallbackException)
        {
            return Encoded(content);
        }
    }

    public static byte[] ToBytes(string text)
    {
        if (!text.StartsWith(Mark, StringComparison.Ordinal))
        {
            return Strict.GetBytes(text);
        }

        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64Chars(text.AsSpan(Mark.Length), bytes, out int length) ? bytes[..length] : Strict.GetBytes(text);
    }

    private static string Encoded(byte[] content) => Mark + Convert.ToBase64String(content);
}
