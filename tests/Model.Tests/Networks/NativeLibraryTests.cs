using TorchSharp;

namespace Cellect.Model.Tests.Networks;

public class NativeLibraryTests
{
    [Fact]
    public void TorchSharp_OnThisMachine_LoadsAndDifferentiates()
    {
        using var x = torch.tensor(3f, requires_grad: true);
        using var y = x * x;
        y.backward();
        Assert.Equal(6f, x.grad!.item<float>());
    }
}
