using System.Globalization;
using static TorchSharp.torch;

namespace Cellect.Lab.Training;

/// <summary>
/// Fits a matching network and keeps the weights of the epoch that did best on rows that it did not learn from: a network that is surer
/// than it is right is of no use to the assignment.
/// </summary>
/// <param name="random">Order of the rows.</param>
/// <param name="log">Receives a line now and then.</param>
/// <param name="goOn">The networks are trained ones, from which a fit goes on with smaller steps; kept where no epoch is better.</param>
/// <param name="cancel">Ends the fit early.</param>
internal sealed class MatcherFit(Random random, Action<string> log, bool goOn, CancellationToken cancel)
{
    private const int Epochs = 40;
    private const int Patience = 10;
    private const int BatchRows = 1024;
    private readonly double _learningRate = goOn ? 1e-3 : 3e-3;
    private readonly Cadence _cadence = new();
    private const double WeightDecay = 1e-2;

    /// <summary>Fits.</summary>
    /// <param name="network">In and out.</param>
    /// <param name="name">For the log.</param>
    /// <param name="count">Rows to learn from, at least 1.</param>
    /// <param name="loss">Mean loss of some of them.</param>
    /// <param name="heldOut">Rows to judge by; 0 takes the last epoch.</param>
    /// <param name="heldOutLoss">Mean loss of some of those.</param>
    public void Run(nn.Module network, string name, int count, Func<int[], Tensor> loss, int heldOut, Func<int[], Tensor> heldOutLoss)
    {
        if (count == 0 && goOn)
        {
            log($"{name}: nothing to learn from, kept as it is");
            return;
        }

        if (count == 0)
            throw new InvalidOperationException($"no training rows for the {name} network: the detector found nothing");
        using var optimizer = optim.AdamW(network.parameters(), lr: _learningRate, weight_decay: WeightDecay);
        using var best = NewDisposeScope();
        var (bestLoss, bestEpoch) = (double.PositiveInfinity, -1);
        var weights = Weights(network);
        if (goOn && heldOut > 0)
            bestLoss = Judge(network, heldOut, heldOutLoss);
        var order = Enumerable.Range(0, count).ToArray();
        for (var epoch = 0; epoch < Epochs && epoch - bestEpoch <= Patience; epoch++)
        {
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = _learningRate * 0.5 * (1 + Math.Cos(Math.PI * epoch / Epochs));
            var learned = Learn(network, optimizer, order, loss);
            var judged = heldOut > 0 ? Judge(network, heldOut, heldOutLoss) : learned;
            if (_cadence.Due())
                log(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name}: epoch {epoch + 1}, loss {learned:0.0000}, held out {judged:0.0000}"
                    )
                );
            if (heldOut > 0 && judged >= bestLoss)
                continue;
            (bestLoss, bestEpoch) = (judged, epoch);
            foreach (var old in weights.Values)
                old.Dispose();
            weights = Weights(network);
        }

        using (no_grad())
            foreach (var (key, value) in network.state_dict())
                value.copy_(weights[key]);
        network.eval();
        log(string.Create(CultureInfo.InvariantCulture, $"{name}: {Kept(bestEpoch)} kept, held out {bestLoss:0.0000}, {count} rows"));
    }

    private static string Kept(int epoch) => epoch < 0 ? "what it was is" : $"epoch {epoch + 1} is";

    private static Dictionary<string, Tensor> Weights(nn.Module network) =>
        network.state_dict().ToDictionary(p => p.Key, p => p.Value.detach().clone());

    private double Learn(nn.Module network, optim.Optimizer optimizer, int[] order, Func<int[], Tensor> loss)
    {
        network.train();
        random.Shuffle(order);
        double sum = 0;
        for (var from = 0; from < order.Length; from += BatchRows)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var value = loss(order[from..Math.Min(order.Length, from + BatchRows)]);
            value.backward();
            OptimizerStep.Take(optimizer);
            sum += value.item<float>() * Math.Min(BatchRows, order.Length - from);
        }

        return sum / order.Length;
    }

    private static double Judge(nn.Module network, int rows, Func<int[], Tensor> loss)
    {
        network.eval();
        using var noGrad = no_grad();
        double sum = 0;
        for (var from = 0; from < rows; from += BatchRows)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(BatchRows, rows - from);
            sum += loss([.. Enumerable.Range(from, count)]).item<float>() * count;
        }

        return sum / rows;
    }
}
