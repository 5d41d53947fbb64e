using Seatrial.Core.Deployments;

namespace Seatrial.Core.Remedies;

/// <summary>A remedy to apply, compare-and-swap: only while the deployment's versions are still what runs.</summary>
/// <param name="Key">The idempotency key: the same key never acts twice.</param>
/// <param name="Kind">What to do.</param>
/// <param name="Adapter">Who does it.</param>
/// <param name="Deployment">What landed and is to be undone.</param>
/// <param name="Reason">Why, for the adapter's own records.</param>
public sealed record RemedyRequest(string Key, RemedyKind Kind, string Adapter, Deployment Deployment, string Reason);
