using System.Globalization;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;

namespace Seatrial.Flows.Exec;

/// <summary>What a command is told of the run it belongs to: the same as every request says.</summary>
internal static class ExecIdentity
{
    /// <summary>The variable by which what a command left behind is found, wherever it went.</summary>
    public const string Mark = "SEATRIAL_EXEC";

    private static readonly string[] Reserved = ["TRACEPARENT", "BAGGAGE"];

    public static bool IsReserved(string name) =>
        name.StartsWith("SEATRIAL_", StringComparison.OrdinalIgnoreCase) || Reserved.Contains(name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<KeyValuePair<string, string>> Of(StepContext context, string mark)
    {
        StepIdentity identity = context.Identity;
        yield return new("SEATRIAL_PROJECT", identity.Project);
        yield return new("SEATRIAL_RUN", identity.RunId);
        yield return new("SEATRIAL_FLOW", identity.FlowId);
        yield return new("SEATRIAL_STEP", identity.StepId);
        yield return new("SEATRIAL_ATTEMPT", identity.Attempt.ToString(CultureInfo.InvariantCulture));
        yield return new("SEATRIAL_SYNTHETIC", "true");
        yield return new("TRACEPARENT", HttpIdentity.TraceParent(context.Trace));
        yield return new("BAGGAGE", HttpIdentity.Baggage(identity, usersOwn: null));
        yield return new(Mark, mark);
        if (context.Authorization is { } authorization)
        {
            yield return new("SEATRIAL_AUTHORIZATION", authorization.ToText());
        }
    }
}
