using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Seatrial.Core;

namespace Seatrial.Environments.Supervision;

/// <summary>
/// Finds ports for processes that are told where to listen. Below the range the system takes ports of outgoing connections
/// from: nobody gets it by chance between the look and the listening.
/// </summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int End = 32_000;
    private const int Tries = 200;

    public static int Find(IReadOnlySet<int> taken)
    {
        for (int i = 0; i < Tries; i++)
        {
            int port = RandomNumberGenerator.GetInt32(First, End);
            if (!taken.Contains(port) && IsFree(port))
            {
                return port;
            }
        }

        throw new SeatrialException("no-free-port", $"No port between {First} and {End} of 127.0.0.1 is free.", isTransient: true);
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
