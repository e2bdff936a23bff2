using System.Runtime.InteropServices;

namespace Cellect.Model.Networks.Devices;

/// <summary>
/// A network on the graphics card with the same one on the processor behind it. When the card fails, what it failed on is done again on
/// the processor, and so is all that follows: a card that has failed once does not work again in the same process. Use it from one
/// thread.
/// </summary>
/// <typeparam name="TNetwork">A function of its inputs that keeps nothing between calls.</typeparam>
internal sealed class CardOrProcessor<TNetwork> : IDisposable
    where TNetwork : class, IDisposable
{
    private readonly TNetwork _processor;
    private readonly TNetwork? _card;
    private volatile string? _failure;

    /// <param name="make">The network on a device; called at once for each, so that nothing is to be read when the card fails.</param>
    /// <param name="card">The card; null: there is none.</param>
    /// <param name="processor">The processor.</param>
    public CardOrProcessor(Func<NetworkDevice, TNetwork> make, NetworkDevice? card, NetworkDevice processor)
    {
        _processor = make(processor);
        Device = processor.Name;
        if (card is null)
            return;
        try
        {
            _card = make(card);
            Device = card.Name;
        }
        catch (ExternalException e)
        {
            _failure = Reason(e);
        }
    }

    /// <summary>The one that is in use, for people and messages: <c>cpu</c> or <c>cuda</c>.</summary>
    public string Device { get; private set; }

    /// <summary>Why the card is no longer used; null while it is, and where there is none.</summary>
    public string? Failure => _failure;

    /// <summary>Runs the network.</summary>
    /// <exception cref="Exception">It fails on the processor too, or on the processor alone: then its input is at fault.</exception>
    public T Run<T>(Func<TNetwork, T> work)
    {
        if (_card is null || _failure is not null)
            return work(_processor);
        try
        {
            return work(_card);
        }
        catch (ExternalException e)
        {
            var result = work(_processor);
            Device = NetworkDevice.Processor.Name;
            _failure = Reason(e);
            return result;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _card?.Dispose();
        _processor.Dispose();
    }

    // LibTorch adds the places in its source, a line each.
    private static string Reason(ExternalException e) => e.Message.Split('\n')[0].Trim();
}
