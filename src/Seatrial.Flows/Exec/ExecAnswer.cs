using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;

namespace Seatrial.Flows.Exec;

/// <summary>What a command said.</summary>
/// <param name="sent">The command.</param>
/// <param name="result">What came of it.</param>
/// <param name="exitCode">Its exit code.</param>
/// <param name="asksForExitCode">Whether the step says which exit code it wants.</param>
/// <param name="tests">The tests it ran; null when the step does not ask for them.</param>
internal sealed class ExecAnswer(StepExchange sent, ExecResult result, int exitCode, bool asksForExitCode, TestResults? tests) : StepAnswer
{
    private JsonElement _document;
    private string? _whyNot;
    private bool _isParsed;

    /// <inheritdoc/>
    public override TimeSpan Duration => result.Duration;

    /// <inheritdoc/>
    public override StepExchange Exchange => sent with { Response = Said(result) };

    /// <inheritdoc/>
    public override ImmutableArray<CheckRecord> Checks => tests?.Checks ?? [];

    /// <inheritdoc/>
    public override string? ProtocolFailure
    {
        get
        {
            if (tests?.WhyNone is { } why)
            {
                return exitCode == 0 ? why : $"{Code(exitCode)}, and {why}";
            }

            if (result.Stdout.IsCut || result.Stderr.IsCut)
            {
                return string.Create(CultureInfo.InvariantCulture, $"the command printed more than the limit of {CapturedOutput.Most} bytes");
            }

            // A test program whose tests fail says so with its exit code; the tests say it better.
            bool isTold = asksForExitCode || tests?.Checks.Any(static check => !check.Passed) == true;
            return exitCode == 0 || isTold ? null : Code(exitCode);
        }
    }

    public static ExchangeMessage Said(ExecResult result)
    {
        string first = result.ExitCode is null or 0 ? result.Stdout.Text : result.Stderr.Text;
        string second = result.ExitCode is null or 0 ? result.Stderr.Text : result.Stdout.Text;
        string body = first.TrimEnd().Length == 0 ? second : second.TrimEnd().Length == 0 ? first : $"{first.TrimEnd()}\n{second}";
        ExchangeMessage message = new(
            result.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"exit code {code}") : result.WasKilled ? "killed" : "ended",
            [],
            body,
            result.Stdout.Bytes.LongLength + result.Stderr.Bytes.LongLength,
            result.Stdout.IsCut || result.Stderr.IsCut);
        return message;
    }

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot)
    {
        if (!_isParsed)
        {
            _isParsed = true;
            Parse();
        }

        whyNot = _whyNot;
        return _document;
    }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject) => subject switch
    {
        "exitCode" => FlowValues.Of(exitCode),
        "stdout" => FlowValues.Of(result.Stdout.Text),
        "stderr" => FlowValues.Of(result.Stderr.Text),
        _ => default,
    };

    private static string Code(int exitCode) => exitCode switch
    {
        > 128 and < 160 => string.Create(CultureInfo.InvariantCulture, $"the command ended with exit code {exitCode}, as one does that signal {exitCode - 128} ends"),
        _ => string.Create(CultureInfo.InvariantCulture, $"the command ended with exit code {exitCode}"),
    };

    private void Parse()
    {
        if (result.Stdout.Bytes.Length == 0)
        {
            _whyNot = "the command printed nothing to its standard output";
            return;
        }

        try
        {
            _document = JsonText.Parse(result.Stdout.Bytes, out string? whyUnreadable);
            _whyNot = whyUnreadable is null ? null : $"what the command printed is not valid JSON text: {whyUnreadable}";
        }
        catch (JsonException)
        {
            _whyNot = "what the command printed is not JSON";
        }
    }
}
