using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Cellect.Dashboard.SignIn;

/// <summary>Under which address another computer finds this one.</summary>
internal static class OwnAddress
{
    /// <summary>The page's address for a phone.</summary>
    /// <param name="bound">Where it is bound; any address means all.</param>
    public static string Url(IPEndPoint bound)
    {
        var address = bound.Address.Equals(IPAddress.Any) || bound.Address.Equals(IPAddress.IPv6Any) ? Best() : bound.Address;
        return $"http://{new IPEndPoint(address, bound.Port)}";
    }

    // A card with a gateway leads to where phones are; a bridge of a virtual machine has none.
    private static IPAddress Best() =>
        (
            from card in NetworkInterface.GetAllNetworkInterfaces()
            where card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback
            let facts = card.GetIPProperties()
            from unicast in facts.UnicastAddresses
            where unicast.Address.AddressFamily == AddressFamily.InterNetwork
            orderby facts.GatewayAddresses.Count == 0
            select unicast.Address
        ).FirstOrDefault() ?? IPAddress.Loopback;
}
