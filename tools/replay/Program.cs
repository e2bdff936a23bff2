using Cellect.Replay;
using NetMQ;

var exit = await ReplayCommand.RunAsync(args);
NetMQConfig.Cleanup(block: false);
return exit;
