using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Running;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Sql;

/// <summary>Rows, or what the database said against the statement.</summary>
internal sealed class SqlAnswer : StepAnswer
{
    private readonly StepExchange _sent;
    private readonly SqlRows? _rows;
    private readonly string? _error;

    public SqlAnswer(StepExchange sent, SqlRows rows, TimeSpan duration)
    {
        (_sent, _rows, Duration) = (sent, rows, duration);
    }

    public SqlAnswer(StepExchange sent, string error, bool hadNoEffect, TimeSpan duration)
    {
        (_sent, _error, HadNoEffect, Duration) = (sent, error, hadNoEffect, duration);
    }

    /// <inheritdoc/>
    public override TimeSpan Duration { get; }

    /// <inheritdoc/>
    public override bool HadNoEffect { get; }

    /// <inheritdoc/>
    public override string? ProtocolFailure => _rows is null ? $"the database refused the statement: {_error}" : _rows.WhyCut;

    /// <inheritdoc/>
    public override StepExchange Exchange => _sent with
    {
        Response = _rows is null
            ? Shown.Message("refused", [], null)
            : Shown.Message(Wording.Count(_rows.Count, "row", "rows") + (_rows.HasColumns ? string.Empty : " affected"), [], _rows.HasColumns ? _rows.Document.GetRawText() : null),
    };

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot)
    {
        whyNot = _error;
        return _rows?.Document ?? default;
    }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject) => subject == "rows" && _rows is not null ? FlowValues.Of(_rows.Count) : default;
}
