using System.CommandLine;
using Cellect.Live.Commands;

var root = new RootCommand("Cellect: live cell tracking for microscopy") { TrainCommand.Create() };

// A stopped training or session saves what it has: the default of two seconds is too short for that.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
