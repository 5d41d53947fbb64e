namespace Seatrial.TestKit.Servers;

/// <summary>
/// Programs of Node that tests start: mock servers. <c>./test</c> installs them into <c>artifacts/node-tools</c>;
/// <c>SEATRIAL_TEST_NODE_TOOLS</c> names another folder that has them. Where there is neither, the test is skipped by name.
/// </summary>
public static class NodeTools
{
    /// <summary>The path of a program.</summary>
    /// <param name="program">Its name.</param>
    public static string Require(string program) => RequireFile($".bin/{program}");

    /// <summary>The path of a file of a package, such as an example that it ships.</summary>
    /// <param name="file">The file, by its package: <c>@readme/oas-examples/3.0/json/petstore.json</c>.</param>
    public static string RequireFile(string file)
    {
        var path = Path.Combine(Folder, "node_modules", file);
        if (!File.Exists(path))
        {
            Prerequisite.ServiceMissing(file, "install it with npm, as eng/test-servers.sh does, or set SEATRIAL_TEST_NODE_TOOLS to the folder that has it");
        }

        return path;
    }

    /// <summary>The folder that packages are found in by a script elsewhere.</summary>
    public static string Modules => Path.Combine(Folder, "node_modules");

    private static string Folder => Environment.GetEnvironmentVariable("SEATRIAL_TEST_NODE_TOOLS") is { Length: > 0 } given ? given : TestPaths.InRepository("artifacts", "node-tools");
}
