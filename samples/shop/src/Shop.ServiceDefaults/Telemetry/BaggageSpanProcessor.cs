using System.Diagnostics;
using OpenTelemetry;

namespace Shop.ServiceDefaults.Telemetry;

/// <summary>Copies what came along as baggage onto every span, so that a span can be found by it.</summary>
internal sealed class BaggageSpanProcessor : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        // At the end, because ASP.NET Core adds the baggage of a request after its span has started.
        foreach (var (key, value) in data.Baggage)
        {
            data.SetTag(key, value);
        }
    }
}
