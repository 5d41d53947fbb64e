namespace Seatrial.Core.Deployments;

/// <summary>The state of a service as one look showed it.</summary>
public enum ServiceCondition
{
    /// <summary>It answered with its version.</summary>
    Ready,

    /// <summary>It is on its way: starting, rolling, not ready yet.</summary>
    Starting,

    /// <summary>The platform says that it starts and dies again and again.</summary>
    CrashLooping,

    /// <summary>It could not be asked.</summary>
    Unreachable,
}
