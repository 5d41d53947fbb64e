using System.Globalization;
using Seatrial.Project.Load;

namespace Seatrial.Project.Loading;

/// <summary>Binds <c>limit</c> of a service.</summary>
internal static class LimitBinder
{
    private const int Most = 10_000;

    /// <summary>Binds it; null when there is none, or after an error.</summary>
    /// <param name="service">What is said of the service.</param>
    public static LimitPlan? Bind(MapReader service)
    {
        if (service.Child("limit", $"`limit` of {service.What}") is not { } limit)
        {
            return null;
        }

        string? text = limit.Text("rate");
        double rate = 0;
        if (text is not null && !Rates.TryParse(text, out rate))
        {
            limit.Report("ST0441", limit.Node("rate")!.Span, $"`{text}` is not a rate.", "Write a number and a unit of time: `rate: 20/s`, `rate: 300/m`; at most 100000/s.");
        }

        int burst = limit.Number("burst", 1, 1, Most);
        int? concurrent = limit.Node("concurrent") is null ? null : limit.Number("concurrent", 1, 1, Most);
        limit.Finish();
        if (text is null && concurrent is null)
        {
            limit.Report("ST0448", limit.Map.Span, $"{limit.What} limits nothing.", "Say how many requests it takes: `limit: { rate: 20/s, burst: 5 }`, `limit: { concurrent: 4 }`, or both.");
            return null;
        }

        string atOnce = concurrent is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{concurrent} at once");
        return new(text is null ? null : rate, burst, concurrent, string.Join(", ", new[] { text, atOnce }.Where(static t => !string.IsNullOrEmpty(t))), limit.Map.Span);
    }
}
