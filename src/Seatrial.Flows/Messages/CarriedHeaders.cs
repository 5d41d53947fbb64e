using Seatrial.Core.Flows;
using Seatrial.Flows.Http;

namespace Seatrial.Flows.Messages;

/// <summary>The headers of a message: the user's, and those that say which step of which run sent it.</summary>
internal static class CarriedHeaders
{
    public static List<KeyValuePair<string, string>> Of(IEnumerable<KeyValuePair<string, IBoundValue>> headers, StepContext context)
    {
        string? usersBaggage = null;
        List<KeyValuePair<string, string>> carried = [];
        foreach ((string name, IBoundValue value) in headers)
        {
            string text = value.Evaluate(context.Scope).ToText();
            if (name.Equals("baggage", StringComparison.OrdinalIgnoreCase))
            {
                usersBaggage = text;
            }
            else
            {
                carried.Add(new(name, text));
            }
        }

        carried.Add(new("traceparent", HttpIdentity.TraceParent(context.Trace)));
        carried.Add(new("baggage", HttpIdentity.Baggage(context.Identity, usersBaggage)));
        carried.Add(new(HttpIdentity.SyntheticHeader, "true"));
        return carried;
    }
}
