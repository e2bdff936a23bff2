using System.CommandLine;
using Cellect.Live.Commands;

var root = new RootCommand("Cellect: live cell tracking for microscopy") { TrainCommand.Create() };
return await root.Parse(args).InvokeAsync();
