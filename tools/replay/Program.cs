using System.Text;
using Cellect.Replay;
using NetMQ;

// A console of Windows has a code page of its own, in which there is no µ.
if (OperatingSystem.IsWindows())
    Console.OutputEncoding = Encoding.UTF8;
var exit = await ReplayCommand.RunAsync(args);
NetMQConfig.Cleanup(block: false);
return exit;
