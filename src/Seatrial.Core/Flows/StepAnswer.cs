using System.Collections.Immutable;
using System.Text.Json;

namespace Seatrial.Core.Flows;

/// <summary>What came back from an action: the subjects that expectations and captures read.</summary>
public abstract class StepAnswer
{
    /// <summary>How long the action took.</summary>
    public abstract TimeSpan Duration { get; }

    /// <summary>What was sent and received, for people; not yet masked.</summary>
    public abstract StepExchange Exchange { get; }

    /// <summary>Whether the answer is, by the verb's own protocol, a failure even without an expectation.</summary>
    /// <remarks>HTTP says no: any status is an answer. A called flow that failed says yes, with the reason.</remarks>
    public virtual string? ProtocolFailure => null;

    /// <summary>What the answer itself judged, such as the tests that a command ran; each is a check of the step, before its expectations.</summary>
    /// <remarks>Texts may be long: they are cut once they are masked.</remarks>
    public virtual ImmutableArray<CheckRecord> Checks => [];

    /// <summary>Whether the answer says that the action certainly changed nothing, so that there is nothing to clean up.</summary>
    public virtual bool HadNoEffect => false;

    /// <summary>Whether what is read from it must never be shown.</summary>
    public virtual bool IsSecret => false;

    /// <summary>The document that JSONPath subjects (<c>$…</c>) query; undefined with a reason when the answer is not JSON.</summary>
    /// <param name="whyNot">Why there is no document, for the failure text.</param>
    public abstract JsonElement Document(out string? whyNot);

    /// <summary>Reads a subject other than a path: <c>status</c>, <c>header.NAME</c>, <c>cookie.NAME</c>, <c>body</c>, <c>tls</c> …</summary>
    /// <param name="subject">The subject as written.</param>
    /// <returns>The value; not existing when the answer has no such thing.</returns>
    public abstract FlowValue Subject(string subject);

    /// <summary>Reads a subject other than a path, and says why there is none.</summary>
    /// <param name="subject">The subject as written.</param>
    /// <param name="whyNot">Why there is no value, for the failure text; null when there is nothing to add.</param>
    public virtual FlowValue Subject(string subject, out string? whyNot)
    {
        whyNot = null;
        return Subject(subject);
    }
}
