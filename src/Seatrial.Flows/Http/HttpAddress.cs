using System.Text;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;

namespace Seatrial.Flows.Http;

/// <summary>Puts an address together so that a value stays where it was written: in one segment, in the query, and never in the host.</summary>
/// <example><c>{{ orders }}/orders/{{ id }}?note={{ note }}</c>: <c>orders</c> says where to, <c>id</c> and <c>note</c> are escaped.</example>
internal sealed class HttpAddress
{
    private static readonly System.Buffers.SearchValues<char> EndOfAuthority = System.Buffers.SearchValues.Create("/?#\\");

    private readonly IBoundValue _bound;
    private readonly IFlowScope _scope;
    private readonly StringBuilder _text = new();
    private Place _place = Place.Authority;
    private int _segment;
    private TemplatePiece? _inSegment;
    private bool _isGiven;

    private HttpAddress(IBoundValue bound, IFlowScope scope)
    {
        _bound = bound;
        _scope = scope;
    }

    private enum Place
    {
        Authority,
        Path,
        Query,
        Fragment,
    }

    /// <summary>Evaluates an address.</summary>
    /// <param name="bound">The address as written.</param>
    /// <param name="scope">The names in reach.</param>
    /// <param name="isTrusted">Whether credentials may go there: the project or the environment says where it leads, not an answer alone.</param>
    /// <param name="isSocket">Whether it may begin with <c>ws://</c> or <c>wss://</c>, too.</param>
    /// <exception cref="FlowExpressionException">It is no address, or a value does not fit where it stands.</exception>
    public static Uri Evaluate(IBoundValue bound, IFlowScope scope, out bool isTrusted, bool isSocket = false)
    {
        HttpAddress address = new(bound, scope);
        if (bound is ITextTemplate template)
        {
            foreach (TemplatePiece piece in template.Pieces(scope))
            {
                address.Add(piece);
            }
        }
        else
        {
            address.AddPlain(bound.Evaluate(scope).ToText());
        }

        address.EndSegment();
        string text = address._text.ToString();
        if (isSocket && text.StartsWith("ws", StringComparison.OrdinalIgnoreCase))
        {
            // A WebSocket begins as a request of HTTP, and is one service with it.
            text = "http" + text[2..];
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? result) || result.Scheme is not ("http" or "https"))
        {
            throw new FlowExpressionException(bound.Span, $"'{text}' is not an address that starts with http:// or https://");
        }

        isTrusted = !address._isGiven || scope.IsOfEnvironment(result);
        return result;
    }

    public static bool IsSameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private void Add(TemplatePiece piece)
    {
        if (piece.Literal is { } literal)
        {
            AddPlain(literal);
            return;
        }

        string text = piece.Value.ToText();
        bool isConfiguration = piece.Names.All(_scope.IsConfiguration);
        switch (_place)
        {
            case Place.Authority when isConfiguration || _text.Length == 0:
                // A whole address from elsewhere is fine; what else is sent along depends on where it leads.
                _isGiven |= !isConfiguration;
                AddPlain(text);
                break;
            case Place.Authority:
                AddAfterAuthority(piece, text);
                break;
            case Place.Path when piece.Value.Json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array:
                throw Misfit(piece, $"is {piece.Value.Json.ValueKind.ToString().ToLowerInvariant()}, which names nothing in a path");
            case Place.Path when !piece.IsRaw:
                _inSegment ??= piece;
                _text.Append(Uri.EscapeDataString(text));
                break;
            default:
                AddPlain(piece.IsRaw ? text : Uri.EscapeDataString(text));
                break;
        }
    }

    /// <summary>Behind the host only what ends it may follow.</summary>
    private void AddAfterAuthority(TemplatePiece piece, string text)
    {
        if (text.Length > 0 && !(piece.IsRaw && text[0] is '/' or '?' or '#' && IsHostKnown()))
        {
            string hint = text[0] is '/' or '?' or '#'
                ? $"say that it is a path with {{{{ raw({piece.Source}) }}}}"
                : $"begin the path with a slash: /{{{{ {piece.Source} }}}}";
            throw new FlowExpressionException(_bound.Span, $"`{piece.Source}` would change the host the request goes to, in {_bound.Source}; {hint}");
        }

        AddPlain(text);
    }

    private bool IsHostKnown()
    {
        string text = _text.ToString();
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        return scheme >= 0 && text.Length > scheme + 3;
    }

    private void AddPlain(string text)
    {
        int from = _text.Length;
        _text.Append(text);
        if (_place == Place.Authority)
        {
            string all = _text.ToString();
            int scheme = all.IndexOf("://", StringComparison.Ordinal);
            int end = scheme < 0 ? -1 : all.AsSpan(scheme + 3).IndexOfAny(EndOfAuthority);
            if (end < 0)
            {
                return;
            }

            from = scheme + 3 + end;
            _place = Place.Path;
            _segment = from;
        }

        for (int i = from; i < _text.Length; i++)
        {
            Pass(_text[i], i);
        }
    }

    private void Pass(char c, int at)
    {
        if (_place == Place.Path && EndOfAuthority.Contains(c))
        {
            EndSegment(at);
            _segment = at + 1;
            _place = c switch { '?' => Place.Query, '#' => Place.Fragment, _ => Place.Path };
        }
        else if (_place == Place.Query && c == '#')
        {
            _place = Place.Fragment;
        }
    }

    private void EndSegment(int? at = null)
    {
        if (_place == Place.Path && _inSegment is { } piece)
        {
            switch (_text.ToString(_segment, (at ?? _text.Length) - _segment))
            {
                case "":
                    throw Misfit(piece, "is empty, and the path would name what stands above");
                case "." or "..":
                    throw Misfit(piece, "makes a segment of dots, and the path would lead elsewhere");
            }
        }

        _inSegment = null;
    }

    private FlowExpressionException Misfit(TemplatePiece piece, string what) =>
        new(_bound.Span, $"`{piece.Source}` {what}: {_bound.Source}", piece.Source);
}
