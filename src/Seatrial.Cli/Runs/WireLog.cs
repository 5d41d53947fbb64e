using Seatrial.Cli.Terminal;
using Seatrial.Core.Flows;
using Seatrial.Core.Reporting;

namespace Seatrial.Cli.Runs;

/// <summary>What went over the wire, step by step, as the journal keeps it: masked. Of a step that asked several times, the last.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="blobs">Reads what steps sent and received.</param>
internal sealed class WireLog(ITerminal terminal, BlobReader blobs)
{
    /// <summary>Whether requests are told as lines for a shell.</summary>
    public bool IsCurl { get; init; }

    /// <summary>Whether requests and answers are told in full.</summary>
    public bool IsVerbose { get; init; }

    public async Task WriteAsync(RunReport report)
    {
        FlowDetails details = report.OpenDetails();
        foreach (FlowReport each in report.Flows)
        {
            FlowReport flow = await details.OfAsync(each, CancellationToken.None);
            foreach (AttemptReport attempt in flow.Attempts)
            {
                foreach (StepReport step in attempt.Steps.Where(static s => s.Record.Outcome != StepOutcome.Skipped))
                {
                    if (await RunReports.ReadExchangeAsync(step, blobs, CancellationToken.None) is { } exchange)
                    {
                        string again = attempt.Number > 1 ? $" (attempt {attempt.Number})" : string.Empty;
                        terminal.Write(Line.Empty);
                        terminal.Write(Line.Of(Tone.Soft, $"# {flow.Header.Name} › {step.Record.Name}{again}"));
                        Write(exchange);
                    }
                }
            }
        }
    }

    private void Write(StepExchange exchange)
    {
        if (IsCurl)
        {
            terminal.Write(exchange.Curl is { } curl ? Line.Of(curl) : Line.Of(Tone.Soft, $"# no curl line for {exchange.Protocol}"));
        }

        if (!IsVerbose)
        {
            return;
        }

        Write("> ", exchange.Request);
        if (exchange.Note is { } note)
        {
            terminal.Write(Line.Of(Tone.Doubt, $"* {note}"));
        }

        if (exchange.Response is { } response)
        {
            Write("< ", response);
        }
        else
        {
            terminal.Write(Line.Of(Tone.Doubt, "* no answer"));
        }
    }

    private void Write(string sign, ExchangeMessage message)
    {
        terminal.Write(Line.Of(Tone.Soft, sign).Strong(message.StartLine));
        foreach (ExchangeHeader header in message.Headers)
        {
            terminal.Write(Line.Of(Tone.Soft, sign).Plain($"{header.Name}: {header.Value}"));
        }

        string[] body = message.Body is { Length: > 0 } text ? text.TrimEnd('\n').Split('\n') : message.BodyBytes > 0 ? [$"({message.BodyBytes} bytes)"] : [];
        if (body.Length > 0)
        {
            terminal.Write(Line.Of(Tone.Soft, sign.TrimEnd()));
        }

        foreach (string line in body)
        {
            terminal.Write(Line.Of(Tone.Soft, sign).Plain(line.TrimEnd('\r')));
        }

        if (message.IsBodyCut)
        {
            terminal.Write(Line.Of(Tone.Soft, $"{sign}… {message.BodyBytes} bytes in all"));
        }
    }
}
