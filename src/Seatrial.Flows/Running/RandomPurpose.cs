namespace Seatrial.Flows.Running;

/// <summary>What random values are for; each has its own stream, so that drawing one never shifts another.</summary>
internal enum RandomPurpose
{
    Trace,
    Guids,
    Jitter,
    Inner,
}
