namespace Seatrial.Core.Reporting;

/// <summary>The forms a run can be reported in.</summary>
public enum ReportFormat
{
    /// <summary>JUnit XML, for continuous integration.</summary>
    JUnit,

    /// <summary>Common Test Report Format, JSON.</summary>
    Ctrf,

    /// <summary>Seatrial's own JSON, with everything a program may want to know.</summary>
    Json,

    /// <summary>One self-contained page, for people.</summary>
    Html,
}
