namespace Seatrial.Seeding.Profiles;

/// <summary>Why a literal may stand in a profile.</summary>
internal enum ValueSource
{
    /// <summary>The structure names it: a label of an enum, true or false, a list in a check.</summary>
    Structure,

    /// <summary>It is shared by at least as many subjects as the threshold says, and was kept by partition selection.</summary>
    ManySubjects,

    /// <summary>The user allowed the table or column by name.</summary>
    Allowed,
}
