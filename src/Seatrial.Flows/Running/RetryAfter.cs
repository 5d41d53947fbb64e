using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;

namespace Seatrial.Flows.Running;

/// <summary>How long a service that is asked too much says to wait (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>The pause that an answer asks for; null when it asks for none.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="now">The time, for an answer that names one.</param>
    public static TimeSpan? Of(StepAnswer answer, DateTimeOffset now)
    {
        if (answer is not HttpAnswer
            || answer.Subject("status").Json is not { ValueKind: JsonValueKind.Number } status
            || status.GetInt32() is not (429 or 503)
            || answer.Subject("header.Retry-After") is not { Exists: true } written)
        {
            return null;
        }

        return Parse(written.ToText(), now);
    }

    /// <summary>Reads the header: seconds, or a date.</summary>
    internal static TimeSpan? Parse(string text, DateTimeOffset now)
    {
        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParseExact(text.Trim(), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
            ? (at > now ? at - now : TimeSpan.Zero)
            : null;
    }
}
