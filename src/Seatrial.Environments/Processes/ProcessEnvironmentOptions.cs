using System.Collections.Immutable;

namespace Seatrial.Environments.Processes;

/// <summary>Where a process environment is and how its supervisor is started.</summary>
public sealed class ProcessEnvironmentOptions
{
    /// <value>The supervisor's folder, such as <c>.seatrial/environments/local</c>.</value>
    public required string StateFolder { get; init; }

    /// <value>The program that supervises, and its arguments; the state folder is added as the last one: <c>seatrial supervise --state</c>.</value>
    public required ImmutableArray<string> SuperviseCommand { get; init; }

    /// <value>How long a supervisor may take to come up; 20 s by default.</value>
    public TimeSpan StartWithin { get; init; } = TimeSpan.FromSeconds(20);

    /// <value>How long the supervisor may take to answer; 10 s by default. Stopping may take as long again as processes may.</value>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <value>The clock.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
