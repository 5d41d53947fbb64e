namespace Seatrial.Project.Expressions;

/// <summary>Ends the parsing of an expression; becomes a diagnostic before it leaves the binder.</summary>
internal sealed class ExpressionSyntaxException(string code, string message, string hint, int offset, int length = 1) : Exception(message)
{
    public string Code => code;

    public string Hint => hint;

    public int Offset => offset;

    public int Length => length;
}
