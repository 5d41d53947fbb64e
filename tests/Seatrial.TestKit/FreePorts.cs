using System.Net;
using System.Net.Sockets;

namespace Seatrial.TestKit;

/// <summary>
/// TCP ports of 127.0.0.1 that were free a moment ago, never the same twice in one process. Prefer port 0 and reading
/// the port back wherever the program under test can do that; this is for those that cannot.
/// </summary>
public static class FreePorts
{
    private static readonly HashSet<int> Given = [];
    private static readonly Lock Gate = new();

    /// <summary>One port.</summary>
    public static int Take() => Take(1)[0];

    /// <summary>Several ports, all different.</summary>
    public static IReadOnlyList<int> Take(int count)
    {
        lock (Gate)
        {
            var listeners = new List<TcpListener>();
            var ports = new List<int>();
            try
            {
                while (ports.Count < count)
                {
                    // Held open until all are found: the system then cannot answer with the same port again.
                    var listener = new TcpListener(IPAddress.Loopback, 0);
                    listeners.Add(listener);
                    listener.Start();
                    var port = ((IPEndPoint)listener.LocalEndpoint).Port;
                    if (Given.Add(port))
                    {
                        ports.Add(port);
                    }
                }

                return ports;
            }
            finally
            {
                listeners.ForEach(listener => listener.Dispose());
            }
        }
    }
}
