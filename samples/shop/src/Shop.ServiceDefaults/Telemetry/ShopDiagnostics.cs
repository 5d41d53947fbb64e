using System.Diagnostics;

namespace Shop.ServiceDefaults.Telemetry;

/// <summary>The shop's own spans: database statements and deliveries from the outbox.</summary>
public static class ShopDiagnostics
{
    /// <summary>Name of the source and of the meter.</summary>
    public const string SourceName = "Shop";

    /// <summary>Source of the shop's own spans.</summary>
    public static ActivitySource Source { get; } = new(SourceName);

    /// <summary>Marks the span as failed, with the reason a reader needs.</summary>
    public static void Fail(this Activity? activity, Exception error)
    {
        activity?.SetStatus(ActivityStatusCode.Error, error.Message);
        activity?.SetTag("error.type", error.GetType().FullName);
        activity?.AddException(error);
    }
}
