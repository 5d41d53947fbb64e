namespace Seatrial.Core.Flows;

/// <summary>The names a flow can see while it runs: services, variables, secrets, inputs and captures.</summary>
public interface IFlowScope
{
    /// <summary>Finds a name; ordinal comparison.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>False when the name has no value (yet).</returns>
    bool TryGet(string name, out FlowValue value);

    /// <summary>The next value of this step's random source: the same for the same attempt, step and call.</summary>
    /// <remarks>Values that must be stable within a step (<c>uuid()</c>, idempotency keys) are drawn here; the source is keyed by the attempt's seed.</remarks>
    Guid NextGuid();

    /// <summary>Told of each value an expression makes of a secret, before anybody gets it: what is sent may come back, and must be masked.</summary>
    /// <param name="value">The value; secret.</param>
    void NoteSecret(FlowValue value)
    {
        // A scope whose values go nowhere has nothing to mask.
    }

    /// <summary>Whether a name is the environment's own, a service or a variable of it: no secret, no input, and nothing an answer gave.</summary>
    /// <param name="name">The name.</param>
    bool IsConfiguration(string name) => false;

    /// <summary>Whether a name's value is an input, or was captured from an answer.</summary>
    /// <param name="name">The name.</param>
    bool IsGiven(string name) => false;

    /// <summary>Whether an address has the origin of a service of the environment: only there may credentials go that the address's author did not choose.</summary>
    /// <param name="address">The address.</param>
    bool IsOfEnvironment(Uri address) => false;

    /// <summary>How the environment says that an address is connected to: that of one of its services, or any other.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="FlowExpressionException">A value of the settings could not be evaluated.</exception>
    ConnectionSettings ConnectionTo(Uri address) => ConnectionSettings.Default;

    /// <summary>The time the attempt shows to its expressions.</summary>
    DateTimeOffset Now { get; }
}
