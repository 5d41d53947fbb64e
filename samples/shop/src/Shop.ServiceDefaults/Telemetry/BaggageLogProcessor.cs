using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Shop.ServiceDefaults.Telemetry;

/// <summary>Copies what came along as baggage onto every log record.</summary>
internal sealed class BaggageLogProcessor : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (Activity.Current is not { } activity || !activity.Baggage.Any())
        {
            return;
        }

        var attributes = new List<KeyValuePair<string, object?>>(data.Attributes ?? []);
        foreach (var (key, value) in activity.Baggage)
        {
            attributes.Add(new(key, value));
        }

        data.Attributes = attributes;
    }
}
