namespace Seatrial.Flows.Exec;

/// <summary>How a test program writes down what came of its tests.</summary>
internal enum TestResultFormat
{
    /// <summary>The XML of JUnit and of nearly everything since.</summary>
    Junit,

    /// <summary>The XML of Visual Studio and <c>dotnet test</c>.</summary>
    Trx,

    /// <summary>Common Test Report Format, JSON.</summary>
    Ctrf,

    /// <summary>Test Anything Protocol, lines.</summary>
    Tap,
}
