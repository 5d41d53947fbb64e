using System.Xml;

namespace Seatrial.Flows.Exec;

/// <summary>Reads the XML of <c>dotnet test --logger trx</c>.</summary>
internal static class TrxResults
{
    public static List<TestCase> Read(byte[] text)
    {
        using XmlReader reader = ResultXml.Open(text);
        ResultXml.Enter(reader, "a TRX file", "TestRun");
        List<TestCase> cases = [];
        string? summary = null;
        do
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (reader.LocalName)
            {
                case "UnitTestResult":
                    ReadResult(reader, cases);
                    break;
                case "ResultSummary":
                    summary = reader.GetAttribute("outcome");
                    break;
            }
        }
        while (ResultXml.Next(reader));

        if (summary is "Failed" or "Error" or "Aborted" or "Timeout" && !cases.Exists(static test => test.Outcome == TestCaseOutcome.Failed))
        {
            cases.Add(new("the test run", TestCaseOutcome.Failed, $"the run as a whole is {summary}"));
        }

        return cases;
    }

    /// <summary>A result; the rows of a test with data are results inside it, and count instead of it.</summary>
    private static void ReadResult(XmlReader reader, List<TestCase> cases)
    {
        string name = reader.GetAttribute("testName") ?? "a test without a name";
        string outcome = reader.GetAttribute("outcome") ?? string.Empty;
        string message = string.Empty;
        int before = cases.Count;
        if (!reader.IsEmptyElement)
        {
            int depth = reader.Depth;
            while (ResultXml.Next(reader) && reader.Depth > depth)
            {
                switch (reader.NodeType == XmlNodeType.Element ? reader.LocalName : string.Empty)
                {
                    case "UnitTestResult":
                        ReadResult(reader, cases);
                        break;
                    case "Message" or "StackTrace":
                        message = $"{message}\n{ResultXml.TextInside(reader)}";
                        break;
                }
            }
        }

        TestCaseOutcome own = OutcomeOf(outcome);
        bool isToldInside = cases.Count > before && (own != TestCaseOutcome.Failed || cases.Skip(before).Any(static test => test.Outcome == TestCaseOutcome.Failed));
        if (!isToldInside)
        {
            cases.Add(new(name, own, message.Trim().Length == 0 ? outcome : message));
        }

        if (cases.Count > TestResults.MostCases)
        {
            throw TestResults.TooMany();
        }
    }

    private static TestCaseOutcome OutcomeOf(string outcome) => outcome switch
    {
        "Passed" or "PassedButRunAborted" or "Warning" or "Completed" => TestCaseOutcome.Passed,
        "NotExecuted" or "NotRunnable" or "Pending" or "Disconnected" => TestCaseOutcome.Skipped,
        _ => TestCaseOutcome.Failed,
    };
}
