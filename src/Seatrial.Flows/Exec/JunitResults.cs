using System.Xml;

namespace Seatrial.Flows.Exec;

/// <summary>Reads JUnit's XML, of which there is no standard: every dialect has test cases in suites.</summary>
/// <example>
/// <code>
/// &lt;testsuites&gt;&lt;testsuite name="orders"&gt;
///   &lt;testcase classname="orders.Place" name="refuses what is sold out"&gt;
///     &lt;failure message="expected 409, was 201"&gt;at Place.cs:12&lt;/failure&gt;
///   &lt;/testcase&gt;
/// &lt;/testsuite&gt;&lt;/testsuites&gt;
/// </code>
/// </example>
internal static class JunitResults
{
    public static List<TestCase> Read(byte[] text)
    {
        using XmlReader reader = ResultXml.Open(text);
        ResultXml.Enter(reader, "JUnit's XML", "testsuites", "testsuite");
        List<TestCase> cases = [];
        do
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (reader.LocalName)
            {
                case "testcase":
                    cases.Add(ReadCase(reader));
                    break;
                case "error" or "failure":
                    // Beside the cases: the suite itself could not be run.
                    cases.Add(new("the suite", TestCaseOutcome.Failed, MessageOf(reader)));
                    break;
            }

            if (cases.Count > TestResults.MostCases)
            {
                throw TestResults.TooMany();
            }
        }
        while (ResultXml.Next(reader));

        return cases;
    }

    private static TestCase ReadCase(XmlReader reader)
    {
        string? type = reader.GetAttribute("classname");
        string name = reader.GetAttribute("name") ?? "a test without a name";
        string full = string.IsNullOrEmpty(type) || name.StartsWith(type, StringComparison.Ordinal) ? name : $"{type}: {name}";
        TestCaseOutcome outcome = TestCaseOutcome.Passed;
        string? message = null;
        if (reader.IsEmptyElement)
        {
            return new(full, outcome, message);
        }

        int depth = reader.Depth;
        while (ResultXml.Next(reader) && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.Depth != depth + 1)
            {
                continue;
            }

            switch (reader.LocalName)
            {
                case "failure" or "error":
                    outcome = TestCaseOutcome.Failed;
                    message = message is null ? MessageOf(reader) : $"{message}\n{MessageOf(reader)}";
                    break;
                case "skipped" when outcome == TestCaseOutcome.Passed:
                    outcome = TestCaseOutcome.Skipped;
                    message = MessageOf(reader);
                    break;
            }
        }

        return new(full, outcome, message);
    }

    private static string MessageOf(XmlReader reader)
    {
        string said = (reader.GetAttribute("message") ?? reader.GetAttribute("type") ?? string.Empty).Trim();
        string text = ResultXml.TextInside(reader);
        return said.Length == 0 || text.Contains(said, StringComparison.Ordinal) ? text : text.Length == 0 ? said : $"{said}\n{text}";
    }
}
