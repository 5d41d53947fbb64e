namespace Seatrial.Environments.Supervision;

/// <summary>How a supervisor behaves.</summary>
public sealed class SupervisorOptions
{
    /// <value>The folder of its state; made when it is not there, closed to everybody else.</value>
    public required string StateFolder { get; init; }

    /// <value>How long a new version may take until it is ready; 30 s by default.</value>
    public TimeSpan ReadyWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <value>How long an old version keeps running after the gateway knows the new one; 300 ms by default.</value>
    public TimeSpan Drain { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <value>How long a process may take to end when asked, before it is killed; 10 s by default.</value>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <value>The first delay before a process that died is started again; doubles up to <see cref="LongestRestartDelay"/>.</value>
    public TimeSpan RestartDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <value>The longest delay before a process that died is started again; 30 s by default.</value>
    public TimeSpan LongestRestartDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <value>How many deaths within <see cref="CrashWindow"/> make a crash loop; 3 by default.</value>
    public int CrashLoopDeaths { get; init; } = 3;

    /// <value>How far back deaths count; 2 minutes by default.</value>
    public TimeSpan CrashWindow { get; init; } = TimeSpan.FromMinutes(2);

    /// <value>The first delay before a webhook is sent again; doubles up to 30 s.</value>
    public TimeSpan WebhookDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <value>The clock.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
