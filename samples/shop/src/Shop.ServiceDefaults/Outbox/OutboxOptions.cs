namespace Shop.ServiceDefaults.Outbox;

/// <summary>Section <c>Outbox</c>.</summary>
public sealed class OutboxOptions
{
    /// <summary>How long a delivery may take.</summary>
    /// <value>Two seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Pause before the second attempt; it doubles with each one after.</summary>
    /// <value>100 ms.</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Attempts before a message is given up.</summary>
    /// <value>Six, which is about three seconds.</value>
    public int MaxAttempts { get; set; } = 6;

    /// <summary>Deliveries at one time.</summary>
    /// <value>Eight.</value>
    public int Parallelism { get; set; } = 8;

    /// <summary>How often the table is looked at when nobody says that something is new.</summary>
    /// <value>200 ms.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(200);
}
