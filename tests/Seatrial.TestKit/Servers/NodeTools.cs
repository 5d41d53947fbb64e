namespace Seatrial.TestKit.Servers;

/// <summary>
/// Programs of Node that tests start: mock servers, converters. <c>./test</c> installs them into <c>artifacts/node-tools</c>;
/// <c>SEATRIAL_TEST_NODE_TOOLS</c> names another folder that has them. Where there is neither, the test is skipped by name.
/// </summary>
public static class NodeTools
{
    /// <summary>The path of a program.</summary>
    /// <param name="program">Its name.</param>
    public static string Require(string program)
    {
        var folder = Environment.GetEnvironmentVariable("SEATRIAL_TEST_NODE_TOOLS") is { Length: > 0 } given ? given : TestPaths.InRepository("artifacts", "node-tools");
        var path = Path.Combine(folder, "node_modules", ".bin", program);
        if (!File.Exists(path))
        {
            Prerequisite.ServiceMissing(program, "install it with npm, as eng/test-servers.sh does, or set SEATRIAL_TEST_NODE_TOOLS to the folder that has it");
        }

        return path;
    }
}
