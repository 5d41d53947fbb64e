using System.Globalization;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Exec;

public sealed class ExecTests
{
    [Fact]
    public async Task RunAsync_CommandWithAwkwardArguments_GetsThemAsTheyAre()
    {
        using Trial trial = Of("""
              - exec: [printf, '%s|', '{{ awkward }}', "it's", '$(id)', '']
                expect:
                  exitCode: 0
                  stdout: '{{ awkward }}|it''s|$(id)||'
                  stderr: ''
            """, more: "variables: { awkward: '; touch gone \"x\" * $HOME' }");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.False(File.Exists(Path.Combine(trial.Folder, "gone")));
    }

    [Fact]
    public async Task RunAsync_Command_KnowsItsRunAndReadsItsInput()
    {
        using Trial trial = Of("""
              - id: tell
                exec:
                  shell: printf '{"run":"%s","flow":"%s","step":"%s","trace":"%s","baggage":"%s","own":"%s","in":"%s"}' "$SEATRIAL_RUN" "$SEATRIAL_FLOW" "$SEATRIAL_STEP" "$TRACEPARENT" "$BAGGAGE" "$OWN" "$(cat)"
                  env: { OWN: '{{ shop }}' }
                  stdin: hello
                expect:
                  $.run: r1
                  $.flow: flow
                  $.step: tell
                  $.trace: { startsWith: 00- }
                  $.baggage: seatrial.project=shop,seatrial.run=r1,seatrial.flow=flow,seatrial.step=tell
                  $.own: http://127.0.0.1:1
                  $.in: hello
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
    }

    [Fact]
    public async Task RunAsync_OtherExitCodeThanZero_FailsUnlessAskedFor()
    {
        using Trial asked = Of("  - { exec: [sh, -c, exit 3], expect: { exitCode: 3 } }");
        using Trial trial = Of("""
              - name: Check the books
                exec: [sh, -c, 'echo one line; echo the books do not balance >&2; exit 3']
            """);

        Assert.Null((await asked.RunAsync()).Failure);
        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_ExpectationFails_SaysWhatWasPrinted()
    {
        using Trial trial = Of("""
              - name: Count
                exec: [echo, '{"orders": 7}']
                expect: { $.orders: 8 }
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Snapshot.Match(Trial.Stable(result.Failure!.Message));
    }

    [Theory]
    [InlineData("asked", "sleep 60 & echo $! > child; echo begun; wait")]
    [InlineData("deaf", "trap '' TERM; echo $$ > child; echo begun; while true; do sleep 60; done")]
    [InlineData("stray", "setsid sh -c 'echo $$ > child.new; mv child.new child; exec sleep 60' < /dev/null > /dev/null 2>&1 & echo begun; wait; sleep 60")]
    public async Task RunAsync_DeadlinePasses_NothingIsLeft(string kind, string script)
    {
        using Trial trial = Of($$"""
              - name: Take long
                exec: { shell: {{Quoted(script)}}, grace: 300ms }
                within: 1s
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Assert.False(IsChildAlive(trial));
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_DeadlinePasses_NothingIsLeft)}.{kind}");
    }

    [Fact]
    public async Task RunAsync_RunIsCancelled_NothingIsLeft()
    {
        using CancellationTokenSource run = new();
        using Trial trial = Of($"  - exec: {{ shell: {Quoted("sleep 60 & echo $! > child.new; mv child.new child; wait")} }}");
        Task<FlowAttemptResult> running = trial.RunAsync(run.Token);
        string child = Path.Combine(trial.Folder, "child");
        await Eventually.IsTrueAsync(() => File.Exists(child), "the command runs", TestContext.Current.CancellationToken);

        await run.CancelAsync();
        FlowAttemptResult result = await running;

        Assert.Equal(FailureKind.Cancelled, result.Failure!.Kind);
        Assert.False(IsChildAlive(trial));
    }

    [Fact]
    public async Task RunAsync_CommandLeavesSomethingRunning_ItEndsWithTheStep()
    {
        using Trial trial = Of($$"""
              - exec: { shell: {{Quoted("sleep 60 & echo $! > child; echo done")}} }
                within: 15s
                expect: { stdout: "done\n" }
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.False(IsChildAlive(trial));
    }

    [Fact]
    public async Task RunAsync_SecretIsPrintedInPieces_IsNeverShown()
    {
        using Trial trial = Of("""
              - exec: [sh, -c, 'printf ''%s'' "${0%ace}"; sleep 0.05; printf ace; echo "$KEY" >&2; exit 1', '{{ key }}']
            """, more: "secrets: { key: { file: key.txt } }").WithSecret("key.txt", "lovelace-of-old-ace");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.NotNull(result.Failure);
        Assert.DoesNotContain("lovelace", trial.Everything(result), StringComparison.Ordinal);
        Assert.Contains("***", trial.Everything(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_PrintsWithoutEnd_IsCutAndSaysSo()
    {
        using Trial trial = Of("  - exec: { shell: yes | head -c 30000000 }");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Contains("more than the limit of 10485760 bytes", result.Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("program", "exec: [no-such-program, --help]")]
    [InlineData("script", "exec: [./no-such-script.sh]")]
    [InlineData("folder", "exec: { command: ['true'], folder: no/such }")]
    public async Task RunAsync_CannotBeStarted_IsTheTestsFault(string what, string step)
    {
        using Trial trial = Of($"  - name: Start\n    {step}");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Test, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_CannotBeStarted_IsTheTestsFault)}.{what}");
    }

    [Fact]
    public async Task RunAsync_FolderIsALinkOutOfTheProject_IsRefused()
    {
        using TempFolder elsewhere = new();
        using Trial trial = Of("  - exec: { command: ['true'], folder: link }");
        Directory.CreateSymbolicLink(Path.Combine(trial.Folder, "link"), elsewhere.Root);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Test, result.Failure!.Kind);
    }

    [Fact]
    public async Task RunAsync_ResultsInFiles_EachTestIsACheck()
    {
        using Trial trial = Of("""
              - name: Contract tests
                exec:
                  shell: |
                    mkdir -p out/deep
                    echo '<testsuite name="a"><testcase classname="Orders" name="places"/><testcase classname="Orders" name="refuses"><failure message="expected 409, was 201">at Place.cs:12</failure></testcase><testcase name="later"><skipped/></testcase></testsuite>' > out/deep/one.xml
                    echo '<testsuites><testsuite><testcase name="pays"><error type="Timeout"/></testcase></testsuite></testsuites>' > out/two.xml
                    echo 2 of 3 failed >&2
                    exit 1
                  results: { junit: 'out/**/*.xml' }
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(
            [("Orders: places", true), ("Orders: refuses", false), ("pays", false)],
            trial.Sink.Steps[0].Checks.Select(static check => (check.Subject, check.Passed)).Order());
        Snapshot.Match(Trial.Stable(result.Failure!.Message));
    }

    [Theory]
    [InlineData("none", "'true'", "junit: 'out/*.xml'")]
    [InlineData("stale", "'true'", "junit: old.xml")]
    [InlineData("malformed", "echo '<testsuite><testcase' > new.xml", "junit: new.xml")]
    [InlineData("entities", "echo '<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><testsuite>&e;</testsuite>' > new.xml", "junit: new.xml")]
    [InlineData("empty", "echo '1..0'", "tap: '-'")]
    [InlineData("cut", "echo 'ok 1 - begun'; exit 2", "tap: '-'")]
    public async Task RunAsync_ResultsTellNothing_IsAFailure(string what, string script, string results)
    {
        using Trial trial = Of($$"""
              - name: Contract tests
                exec: { shell: {{Quoted(script)}}, results: { {{results}} } }
            """);
        WriteOld(trial);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_ResultsTellNothing_IsAFailure)}.{what}");
    }

    [Fact]
    public async Task RunAsync_CommandInACleanup_Runs()
    {
        using Trial trial = Of("""
              - exec: [touch, made]
                cleanup: { exec: [rm, made] }
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Equal(CleanupOutcome.Done, trial.Sink.Cleaned.Values.Single().Outcome);
        Assert.False(File.Exists(Path.Combine(trial.Folder, "made")));
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static void WriteOld(Trial trial) => File.WriteAllText(Path.Combine(trial.Folder, "old.xml"), "<testsuite><testcase name='a'/></testsuite>");

    private static bool IsChildAlive(Trial trial)
    {
        var pid = int.Parse(File.ReadAllText(Path.Combine(trial.Folder, "child")).Trim(), CultureInfo.InvariantCulture);
        string stat = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat");
        return File.Exists(stat) && File.ReadAllText(stat).Split(") ")[1][0] is not ('Z' or 'X');
    }

    private static Trial Of(string steps, string more = "") => Trial.Of(steps, "http://127.0.0.1:1", more: more);
}
