using System.Net;
using System.Net.Sockets;

namespace Seatrial.Cli.Servers;

/// <summary>Where a server is to listen, as it is typed: <c>127.0.0.1:7380</c>, <c>[::1]:7380</c> or <c>localhost:7380</c>.</summary>
internal static class ListenAddress
{
    private const string Local = "localhost:";

    /// <summary>Reads it; null after what is wrong was told.</summary>
    public static IPEndPoint? Parse(CommandContext context, string typed)
    {
        string text = typed.StartsWith(Local, StringComparison.OrdinalIgnoreCase) ? $"{IPAddress.Loopback}:{typed[Local.Length..]}" : typed;
        if (!IPEndPoint.TryParse(text, out IPEndPoint? listen) || !text.EndsWith($":{listen.Port}", StringComparison.Ordinal))
        {
            context.TellError($"--listen {typed}: write an address of this machine and a port, such as 127.0.0.1:7380; port 0 takes a free one.");
            return null;
        }

        if (!IsOfThisMachine(listen.Address))
        {
            context.TellError($"--listen {typed}: {listen.Address} is no address of this machine. 127.0.0.1 is reached from here only, 0.0.0.0 from everywhere.");
            return null;
        }

        return listen;
    }

    private static bool IsOfThisMachine(IPAddress address)
    {
        try
        {
            using Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            return false;
        }
    }
}
