using Seatrial.TestKit.Servers;

[assembly: AssemblyFixture(typeof(RealServers))]
