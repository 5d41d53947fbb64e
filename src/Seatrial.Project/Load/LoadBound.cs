namespace Seatrial.Project.Load;

/// <summary>On which side of its limit a value is to lie.</summary>
public enum LoadBound
{
    /// <summary>Below it.</summary>
    Below,

    /// <summary>At it or below.</summary>
    AtMost,

    /// <summary>Above it.</summary>
    Above,

    /// <summary>At it or above.</summary>
    AtLeast,

    /// <summary>At it.</summary>
    Equals,
}
