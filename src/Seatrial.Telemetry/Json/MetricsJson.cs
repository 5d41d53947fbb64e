using System.Text.Json;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Metrics.V1;

namespace Seatrial.Telemetry.Json;

/// <summary>Reads requests with metrics, as far as to count their points.</summary>
internal static class MetricsJson
{
    /// <exception cref="JsonException">It is not JSON, or not of the form of the message.</exception>
    internal static ExportMetricsServiceRequest Read(ReadOnlySpan<byte> utf8) => OtlpJson.ReadDocument(utf8, ReadRequest);

    private static ExportMetricsServiceRequest ReadRequest(ref Utf8JsonReader json)
    {
        var message = new ExportMetricsServiceRequest();
        if (!OtlpJson.BeginObject(ref json))
        {
            return message;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("resourceMetrics"u8))
            {
                OtlpJson.ReadList(ref json, message.ResourceMetrics, ReadResourceMetrics);
            }
            else
            {
                json.Skip();
            }
        }

        return message;
    }

    private static ResourceMetrics ReadResourceMetrics(ref Utf8JsonReader json)
    {
        var message = new ResourceMetrics();
        if (!OtlpJson.BeginObject(ref json))
        {
            return message;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("scopeMetrics"u8))
            {
                OtlpJson.ReadList(ref json, message.ScopeMetrics, ReadScopeMetrics);
            }
            else
            {
                json.Skip();
            }
        }

        return message;
    }

    private static ScopeMetrics ReadScopeMetrics(ref Utf8JsonReader json)
    {
        var message = new ScopeMetrics();
        if (!OtlpJson.BeginObject(ref json))
        {
            return message;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("metrics"u8))
            {
                OtlpJson.ReadList(ref json, message.Metrics, ReadMetric);
            }
            else
            {
                json.Skip();
            }
        }

        return message;
    }

    private static Metric ReadMetric(ref Utf8JsonReader json)
    {
        var message = new Metric();
        if (!OtlpJson.BeginObject(ref json))
        {
            return message;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("gauge"u8))
            {
                json.Read();
                message.Gauge = ReadData(ref json);
            }
            else if (json.ValueTextEquals("sum"u8))
            {
                json.Read();
                message.Sum = ReadData(ref json);
            }
            else if (json.ValueTextEquals("histogram"u8))
            {
                json.Read();
                message.Histogram = ReadData(ref json);
            }
            else if (json.ValueTextEquals("exponentialHistogram"u8))
            {
                json.Read();
                message.ExponentialHistogram = ReadData(ref json);
            }
            else if (json.ValueTextEquals("summary"u8))
            {
                json.Read();
                message.Summary = ReadData(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return message;
    }

    private static MetricData ReadData(ref Utf8JsonReader json)
    {
        var message = new MetricData();
        if (!OtlpJson.BeginObject(ref json))
        {
            return message;
        }

        while (OtlpJson.NextName(ref json))
        {
            if (json.ValueTextEquals("dataPoints"u8))
            {
                OtlpJson.ReadList(ref json, message.DataPoints, ReadPoint);
            }
            else
            {
                json.Skip();
            }
        }

        return message;
    }

    private static DataPoint ReadPoint(ref Utf8JsonReader json)
    {
        var message = new DataPoint();
        if (!OtlpJson.BeginObject(ref json))
        {
            return message;
        }

        json.Skip();

        return message;
    }
}
