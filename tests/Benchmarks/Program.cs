using System.CommandLine;
using Cellect.Benchmarks.Accuracy;
using Cellect.Benchmarks.Accuracy.Memory;
using Cellect.Benchmarks.Biology;
using Cellect.Benchmarks.Card;
using Cellect.Benchmarks.Cellect2025;
using Cellect.Benchmarks.Chunks;
using Cellect.Benchmarks.Clicks;
using Cellect.Benchmarks.Finishing;
using Cellect.Benchmarks.Ingest;
using Cellect.Benchmarks.Linking;
using Cellect.Benchmarks.Microscope;
using Cellect.Benchmarks.Overhead;
using Cellect.Benchmarks.Overlay;
using Cellect.Benchmarks.Peers;
using Cellect.Benchmarks.Scales;
using Cellect.Benchmarks.Soak;
using Cellect.Benchmarks.Triggers;

var root = new RootCommand("Measures Cellect; docs/benchmarks.md has the figures")
{
    OverheadCommand.Create(),
    LinkingCommand.Create(),
    Cellect2025Command.Create(),
    SoakCommand.Create(),
    IngestCommand.Create(),
    SenderProcess.Create(),
    PeerCommand.Create(),
    AccuracyCommand.Create(),
    PeakMemoryCommand.Create(),
    OverlayCommand.Create(),
    MicroscopeCommand.Create(),
    ScalesCommand.Create(),
    ChunksCommand.Create(),
    SparseCommand.Create(),
    TriggersCommand.Create(),
    ClicksCommand.Create(),
    CorrectionsCommand.Create(),
    FinishBenchmarkCommand.Joins(),
    FinishBenchmarkCommand.Size(),
    FinishBenchmarkCommand.Live(),
    FinishBenchmarkCommand.Embeddings(),
    BiologyCommand.Create(),
    BiologyCostCommand.Create(),
    CardCommand.Create(),
    ScenesCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
